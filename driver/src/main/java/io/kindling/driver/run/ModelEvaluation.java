package io.kindling.driver.run;

import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.ShardedRows;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.train.Evaluation;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.work.Job;
import java.util.Map;

/** Loss and metrics of a stored model on labelled rows. */
public final class ModelEvaluation {
    private ModelEvaluation() {}

    /** {@code loss} and the metrics, by name. */
    public static Map<String, Double> figures(
            SparkCluster cluster, StoredModel stored, FeaturePipeline pipeline, SourceConfig source) {
        return figures(cluster, stored, pipeline, cluster.read(source, pipeline));
    }

    /** The same on rows that are in shards already, which are freed. */
    public static Map<String, Double> figures(
            SparkCluster cluster, StoredModel stored, FeaturePipeline pipeline, ShardedRows rows) {
        Model model = stored.model();
        BatchSampler everyRow = new BatchSampler(0, 1, false, rows.rowsPerShard());
        Job job = new Job(model, everyRow, pipeline.featureScaling(), pipeline.targetScaling());
        Metrics metrics = Metrics.of(model.loss(), model.output(), pipeline.targetScaling()::invert);
        try (GradientAggregator engine = cluster.engine(rows, job, stored.name())) {
            return new Evaluation(engine, metrics).figures(stored.parameters(), "evaluation");
        } finally {
            rows.unpersist();
        }
    }
}
