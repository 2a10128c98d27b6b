package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.row.TargetReader;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.loss.TargetKind;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** Decides how labels become targets. */
final class Labels {
    private static final int MOST_CLASSES = 1000;

    private Labels() {}

    /**
     * Checks what the schema tells.
     *
     * @throws UserException if a column of this type cannot be the label
     */
    static CellKind kind(DataType type, LabelConfig label, TargetSpec spec) {
        String column = "Label column \"" + label.column() + "\" is of type " + type.simpleString();
        CellKind kind = CellKind.of(type)
                .filter(found -> found != CellKind.BYTES || spec.classForEachToken())
                .orElseThrow(() -> new UserException(column + ", but a label is a number, a boolean, a word, or several"
                        + " numbers. Choose another in data.label."));
        boolean several = kind == CellKind.VECTOR || kind == CellKind.ARRAY || kind == CellKind.BYTES;
        if (!several && spec.classForEachToken()) {
            throw new UserException(column + ", one label a row, but the network gives a class for each of "
                    + spec.width() + " vectors. Put a flatten in front of the first dense layer, or choose a column of"
                    + " arrays in data.label.");
        }
        if (kind == CellKind.TEXT && spec.names() == 0) {
            throw new UserException(column + ", but the loss learns numbers, not words. Choose a numeric column in"
                    + " data.label, or a loss for classes.");
        }
        if (several && spec.kind() == TargetKind.CLASS_INDEX && !spec.classForEachToken()) {
            throw new UserException(column + ", but the loss takes one class index a row. Choose a column with one in"
                    + " data.label, or another loss.");
        }
        if (!several && spec.width() > 1) {
            throw new UserException(column + ", one number a row, but the model gives " + spec.width()
                    + ". Give the model one output, or choose a column of arrays in data.label.");
        }
        if (label.standardize() && spec.kind() != TargetKind.NUMBER) {
            throw new UserException(
                    "data.label.standardize is for losses that learn numbers, not for classes. Turn it" + " off.");
        }
        if (spec.classForEachToken() && !label.classes().isEmpty()) {
            throw new UserException("data.label.classes are the names of a row's one class. Where a row has several,"
                    + " they are numbers: leave it out.");
        }
        if (!label.classes().isEmpty()) {
            demandCount(label.classes(), label, spec);
        }
        return kind;
    }

    /**
     * The reader of the label.
     *
     * @param train the training part, read for the class names if words are learnt and no names are given
     */
    static TargetReader reader(CellKind kind, LabelConfig label, TargetSpec spec, Dataset<Row> train) {
        List<String> classes = label.classes();
        if (kind == CellKind.TEXT && classes.isEmpty()) {
            classes = distinct(train, label.column());
            demandCount(classes, label, spec);
        }
        return new TargetReader(label.column(), kind, spec, classes, false);
    }

    private static List<String> distinct(Dataset<Row> train, String name) {
        Column column = CellKind.TEXT.select(name);
        List<String> values = train.select(column)
                .where(column.isNotNull())
                .distinct()
                .limit(MOST_CLASSES + 1)
                .javaRDD()
                .map(row -> row.getString(0))
                .collect();
        if (values.size() > MOST_CLASSES) {
            throw new UserException("Label column \"" + name + "\" holds more than " + MOST_CLASSES
                    + " different words. Is it a text, or a number read as one? If they are classes, list them in"
                    + " data.label.classes.");
        }
        if (values.isEmpty()) {
            throw new UserException("Label column \"" + name + "\" has no value in the training part: there is no row,"
                    + " or each is null.");
        }
        return values.stream().sorted().toList();
    }

    private static void demandCount(List<String> classes, LabelConfig label, TargetSpec spec) {
        if (classes.size() != spec.names()) {
            String first = String.join(", ", classes.subList(0, Math.min(20, classes.size())));
            throw new UserException("Label column \"" + label.column() + "\" has " + classes.size() + " classes ("
                    + first + (classes.size() > 20 ? ", …" : "") + "), but the model distinguishes " + spec.names()
                    + ". Give its last layer "
                    + (spec.kind() == TargetKind.BINARY
                            ? "as many outputs, and a loss for several classes."
                            : classes.size() + " outputs, or set data.label.classes."));
        }
        if (classes.stream().distinct().count() < classes.size()) {
            throw new UserException("data.label.classes names a class twice: " + classes + ".");
        }
    }
}
