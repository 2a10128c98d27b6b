package io.kindling.driver.spark.data.source;

import io.kindling.driver.UserException;
import io.kindling.driver.config.WindowsConfig;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Texts cut into windows of bytes (UTF-8), on the executors: one row a window, with the columns below and no others. */
public final class TextWindows {
    /** The bytes that the network sees. */
    public static final String WINDOW = "window";
    /** As many bytes, from the window's second one on: what comes after each byte of the window. */
    public static final String NEXT = "next";
    /** The number of the text in its source, from 0. */
    public static final String TEXT = "text";
    /** Where the window begins, as a share of the text's bytes. */
    public static final String STARTS_AT = "starts_at";
    /** Where {@link #NEXT} ends, as a share of the text's bytes: 1 at the end of the text. */
    public static final String ENDS_AT = "ends_at";

    private TextWindows() {}

    /**
     * Cuts each text of a source. One job looks at all texts first, to number them.
     *
     * @param setting names the source in messages: {@code data.train}
     * @throws UserException if there is no column of texts, or no text that is longer than a window
     */
    static Dataset<Row> cut(Dataset<Row> source, WindowsConfig windows, String setting) {
        String column = windows.column().orElseGet(() -> onlyColumn(source.schema(), setting));
        Names.demand(source.schema(), column, "data.windows.column", setting);
        demandText(source.schema().apply(column));
        JavaRDD<Row> texts =
                source.select(Names.column(column).cast(DataTypes.BinaryType)).javaRDD();
        List<Count> counts = texts.mapPartitions(Count::of).collect();
        demandLong(counts, windows, setting);
        long[] first = new long[counts.size() + 1];
        for (int partition = 0; partition < counts.size(); partition++) {
            first[partition + 1] = first[partition] + counts.get(partition).texts();
        }
        int length = windows.length();
        int step = windows.step();
        JavaRDD<Row> rows = texts.mapPartitionsWithIndex(
                (partition, cells) -> new WindowIterator(cells, first[partition], length, step), true);
        return source.sparkSession().createDataFrame(rows, schema());
    }

    private static StructType schema() {
        return new StructType(new StructField[] {
            field(WINDOW, DataTypes.BinaryType),
            field(NEXT, DataTypes.BinaryType),
            field(TEXT, DataTypes.LongType),
            field(STARTS_AT, DataTypes.DoubleType),
            field(ENDS_AT, DataTypes.DoubleType)
        });
    }

    private static StructField field(String name, DataType type) {
        return new StructField(name, type, false, Metadata.empty());
    }

    private static String onlyColumn(StructType schema, String setting) {
        List<String> names = Arrays.stream(schema.fields())
                .filter(field -> field.dataType() instanceof StringType)
                .map(StructField::name)
                .toList();
        if (names.size() != 1) {
            throw new UserException("data.windows: " + setting
                    + (names.isEmpty() ? " has no column of strings" : " has several columns of strings")
                    + ", so that the texts have to be named in data.windows.column. It has "
                    + Arrays.stream(schema.fields())
                            .map(field -> field.name() + " (" + field.dataType().simpleString() + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return names.get(0);
    }

    private static void demandText(StructField field) {
        if (!(field.dataType() instanceof StringType || field.dataType() instanceof BinaryType)) {
            throw new UserException("data.windows.column: column \"" + field.name() + "\" is of type "
                    + field.dataType().simpleString() + ", but texts are of type string or binary. Choose another.");
        }
    }

    private static void demandLong(List<Count> counts, WindowsConfig windows, String setting) {
        long texts = counts.stream().mapToLong(Count::texts).sum();
        long longest = counts.stream().mapToLong(Count::longest).max().orElse(0);
        if (longest <= windows.length()) {
            throw new UserException(
                    texts == 0
                            ? setting + " has no text to be cut into windows; give a source that has some."
                            : setting + " has no text of more than " + windows.length() + " bytes, as a window and the"
                                    + " byte behind it take; the longest of " + texts + " has " + longest
                                    + ". Set data.windows.length below that, or read whole files as one text each.");
        }
    }

    /**
     * What a partition has.
     *
     * @param texts how many, those that are null counted too
     * @param longest bytes of the longest
     */
    private record Count(long texts, long longest) implements Serializable {
        static Iterator<Count> of(Iterator<Row> rows) {
            long texts = 0;
            long longest = 0;
            while (rows.hasNext()) {
                byte[] text = rows.next().getAs(0);
                texts++;
                longest = text == null ? longest : Math.max(longest, text.length);
            }
            return Collections.singleton(new Count(texts, longest)).iterator();
        }
    }
}
