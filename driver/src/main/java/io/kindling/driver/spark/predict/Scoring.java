package io.kindling.driver.spark.predict;

import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.FeatureRows;
import io.kindling.driver.spark.engine.FloatArray;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Scaling;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A network that adds columns to rows, chunk by chunk on the executors, in batches or as a stream. Its parameters are sent once to a
 * Spark context, however many DataFrames are scored. Thread-safe.
 */
public final class Scoring {
    private final Model model;
    private final float[] parameters;
    private SparkContext sentTo;
    private Broadcast<FloatArray> sent;

    public Scoring(Model model, float[] parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    /**
     * The rows with further columns behind their own; computed when they are asked for.
     *
     * @param columns what is added to each row
     * @throws io.kindling.driver.UserException if a column that the pipeline reads is missing
     */
    public Dataset<Row> transform(Dataset<Row> source, FeaturePipeline pipeline, PredictionColumns columns) {
        StructType schema = columns.addTo(source.schema());
        return InternalRowMap.of(pipeline.append(source), predict(source, pipeline, columns), schema);
    }

    private InternalRowMap.Step predict(Dataset<Row> source, FeaturePipeline pipeline, PredictionColumns columns) {
        Model network = model;
        FeatureRows reader = pipeline.reader(source);
        Scaling scaling = pipeline.featureScaling();
        int chunkRows = MemoryPlan.of(model).predictionRows();
        Broadcast<FloatArray> weights = weights(source.sparkSession().sparkContext());
        return rows -> new PredictedRows(rows, reader, network, weights.value().values(), scaling, columns, chunkRows);
    }

    private synchronized Broadcast<FloatArray> weights(SparkContext context) {
        if (sentTo != context) {
            sent = JavaSparkContext.fromSparkContext(context).broadcast(new FloatArray(parameters));
            sentTo = context;
        }
        return sent;
    }
}
