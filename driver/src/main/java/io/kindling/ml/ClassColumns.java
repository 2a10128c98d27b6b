package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.predict.PredictionColumns;
import io.kindling.kernels.tensor.Matrix;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark ML's columns of a classifier. One whose name is empty is left out.
 *
 * @param raw column of the network's own outputs, such as logits
 * @param probability column of the classes' probabilities
 * @param prediction column of the likeliest class' index, by the thresholds if there are any
 * @param classes how many
 * @param names of the classes; empty if they have none
 * @param thresholds by class: the one with the largest probability by its threshold is predicted; empty if there are none
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassColumns(
        String raw, String probability, String prediction, int classes, List<String> names, double[] thresholds)
        implements PredictionColumns {
    ClassColumns {
        names = List.copyOf(names);
        if (thresholds.length > 0 && thresholds.length != classes) {
            throw new UserException("thresholds has " + thresholds.length + " numbers, but there are " + classes
                    + " classes; give one a class.");
        }
    }

    @Override
    public StructType addTo(StructType schema) {
        FrameSchema extended = new FrameSchema(schema);
        if (!raw.isEmpty()) {
            extended = extended.with("rawPredictionCol", vector(raw));
        }
        if (!probability.isEmpty()) {
            extended = extended.with("probabilityCol", vector(probability));
        }
        if (!prediction.isEmpty()) {
            NominalAttribute attribute = NominalAttribute.defaultAttr().withName(prediction);
            Attribute described = names.isEmpty()
                    ? attribute.withNumValues(classes)
                    : attribute.withValues(names.toArray(String[]::new));
            extended = extended.with(
                    "predictionCol", new StructField(prediction, DataTypes.DoubleType, false, described.toMetadata()));
        }
        return extended.schema();
    }

    @Override
    public int count() {
        return (raw.isEmpty() ? 0 : 1) + (probability.isEmpty() ? 0 : 1) + (prediction.isEmpty() ? 0 : 1);
    }

    @Override
    public boolean needRaw() {
        return !raw.isEmpty();
    }

    @Override
    public void fill(Matrix rawOutput, Matrix predicted, int row, Object[] cells) {
        int next = 0;
        if (!raw.isEmpty()) {
            cells[next++] = DenseVectorCell.of(raw(rawOutput, row));
        }
        double[] probabilities = probabilities(predicted, row);
        if (!probability.isEmpty()) {
            cells[next++] = DenseVectorCell.of(probabilities);
        }
        if (!prediction.isEmpty()) {
            cells[next] = (double) predict(probabilities);
        }
    }

    /** A network with one output says how much it is for class 1. */
    double[] raw(Matrix output, int row) {
        if (output.columns() == 1) {
            return new double[] {-output.at(row, 0), output.at(row, 0)};
        }
        return doubles(output, row);
    }

    double[] probabilities(Matrix predicted, int row) {
        if (predicted.columns() == 1) {
            return new double[] {1 - (double) predicted.at(row, 0), predicted.at(row, 0)};
        }
        return doubles(predicted, row);
    }

    /** Of a class that cannot be beaten (threshold 0, probability above it), the first. */
    int predict(double[] probabilities) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < probabilities.length; c++) {
            double score = thresholds.length == 0
                    ? probabilities[c]
                    : thresholds[c] == 0 && probabilities[c] > 0
                            ? Double.POSITIVE_INFINITY
                            : probabilities[c] / thresholds[c];
            if (score > highest) {
                highest = score;
                best = c;
            }
        }
        return best;
    }

    private static double[] doubles(Matrix output, int row) {
        double[] numbers = new double[output.columns()];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = output.at(row, j);
        }
        return numbers;
    }

    private StructField vector(String name) {
        return new StructField(name, SQLDataTypes.VectorType(), false, Metadata.empty());
    }
}
