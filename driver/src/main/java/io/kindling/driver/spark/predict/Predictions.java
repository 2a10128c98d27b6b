package io.kindling.driver.spark.predict;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.source.Failures;
import io.kindling.kernels.model.Model;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows with what a model predicts for them, in Spark ML's terms: {@code probability} (array of double; classification
 * only), {@code prediction} (double: the class's index, or the number in the label's own units; an array for several
 * numbers) and, where classes have names, {@code predicted_label}. A class for each token of a row is an array of indices
 * in {@code prediction}, with no {@code probability}. Computed when it is written or shown, on the executors.
 *
 * @param rows the source's columns and those of the prediction
 */
public record Predictions(Dataset<Row> rows) {
    /** Predicts the rows of a DataFrame; no label is needed. */
    public static Predictions of(Dataset<Row> source, FeaturePipeline pipeline, Model model, float[] parameters) {
        return new Predictions(
                new Scoring(model, parameters).transform(source, pipeline, PlainColumns.of(model, pipeline)));
    }

    /**
     * Prints the first rows as a table.
     *
     * @throws UserException if one of them cannot be predicted
     */
    public void show(int count) {
        try {
            rows.show(count);
        } catch (Exception e) {
            throw Failures.explain(e, "The rows cannot be predicted");
        }
    }

    /**
     * Writes the rows in a format of Spark's; a directory that is there already is refused.
     *
     * @throws UserException if a row cannot be predicted, or the rows cannot be written so
     */
    public void write(String format, String path) {
        DataFrameWriter<Row> writer = rows.write().format(format);
        if (format.equals("csv")) {
            writer = writer.option("header", "true");
        }
        try {
            writer.save(path);
        } catch (Exception e) {
            if (String.valueOf(e.getMessage()).contains("PATH_ALREADY_EXISTS")) {
                throw new UserException(path + " exists already; give another --out, or remove it.", e);
            }
            removeIfEmpty(path);
            throw explain(e, format, path);
        }
    }

    /** Spark leaves the empty directory of a write that failed in the way of the next one. */
    private void removeIfEmpty(String directory) {
        Path path = new Path(directory);
        try {
            path.getFileSystem(rows.sparkSession().sparkContext().hadoopConfiguration())
                    .delete(path, false);
        } catch (IOException e) {
            // There is something in it: it stays.
        }
    }

    private static RuntimeException explain(Exception failure, String format, String path) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("DATA_SOURCE_NOT_FOUND")) {
            return new UserException(
                    "Spark knows no format \"" + format + "\"; give --out-format parquet, json or orc, or put the"
                            + " package of another on Spark's class path (--packages).",
                    failure);
        }
        return Failures.explain(failure, path + " cannot be written as " + format);
    }
}
