package io.kindling.driver.spark.predict;

import io.kindling.driver.spark.data.FeatureChunk;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.FeatureRows;
import io.kindling.driver.spark.engine.FloatArray;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Scaling;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows with what a model predicts for them, in Spark ML's terms: {@code probability} (array of double; classification
 * only), {@code prediction} (double: the class's index, or the number in the label's own units; an array for several
 * numbers) and, where classes have names, {@code predicted_label}. Computed when it is written or shown, on the executors.
 *
 * @param rows the source's columns and those of the prediction
 */
public record Predictions(Dataset<Row> rows) {
    private static final int CHUNK_ROWS = 1024;

    /** Predicts the rows of a DataFrame; no label is needed. */
    public static Predictions of(Dataset<Row> source, FeaturePipeline pipeline, Model model, float[] parameters) {
        SparkSession session = source.sparkSession();
        FeatureRows reader = pipeline.reader(source);
        PredictionColumns columns = PredictionColumns.of(model, pipeline);
        Scaling scaling = pipeline.featureScaling();
        int width = source.schema().size();
        Broadcast<FloatArray> sent =
                JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(new FloatArray(parameters));
        JavaRDD<Row> predicted = pipeline.append(source).javaRDD().mapPartitions(rows -> {
            ChunkPredictor predictor =
                    new ChunkPredictor(model, sent.value().values(), scaling, columns, width, Kernels.best());
            Iterable<FeatureChunk> chunks = () -> reader.chunks(rows, CHUNK_ROWS);
            return StreamSupport.stream(chunks.spliterator(), false)
                    .flatMap(predictor::predict)
                    .iterator();
        });
        return new Predictions(session.createDataFrame(predicted, columns.addTo(source.schema())));
    }

    /** Prints the first rows as a table. */
    public void show(int count) {
        rows.show(count);
    }

    /** Writes the rows in a format of Spark's; a directory that is there already is refused. */
    public void write(String format, String path) {
        DataFrameWriter<Row> writer = rows.write().format(format);
        if (format.equals("csv")) {
            writer = writer.option("header", "true");
        }
        writer.save(path);
    }
}
