package io.kindling.driver.config;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;

/**
 * A whole run, as a YAML file has it.
 *
 * @param name of the run; names its directory and its Spark jobs
 * @param seed of everything random: initial weights, order of rows, dropout, the validation split
 * @param data where the rows come from and how they become numbers
 * @param model the network and its loss
 * @param training how it is trained
 * @param engine where steps are computed
 * @param spark how rows are spread, and Spark's own settings
 * @param tracking who else is told how training goes
 */
public record RunConfig(
        @Help("Names the run's directory and its Spark jobs")
        String name,

        @Default("1") @Help("Decides everything random: first weights, order of rows, dropout, split by fraction")
        long seed,

        @Help("Where the rows come from and how they become numbers")
        DataConfig data,

        @Help("The network and its loss") ModelConfig model,
        @Default("{}") @Help("How it is trained") TrainingConfig training,

        @Default("auto")
        @Help("Where steps are computed: local is this JVM's threads, spark is a Spark job a step,"
                + " auto is local on a local master and spark else")
        Engine engine,

        @Default("{}") @Help("How rows are spread, and Spark's own settings")
        SparkConfig spark,

        @Default("{}") @Help("Who else is told how training goes: TensorBoard, MLflow; see docs/tracking.md")
        TrackingConfig tracking) {
    /** Where steps are computed. */
    public enum Engine {
        /** This JVM's threads on a local master, Spark jobs else. */
        AUTO,
        /** The threads of this JVM. */
        LOCAL,
        /** A Spark job a step. */
        SPARK
    }

    /** The same run with the number of shards settled. */
    public RunConfig withShards(int shards) {
        return new RunConfig(name, seed, data, model, training, engine, spark.withShards(shards), tracking);
    }

    /** The same run with its steps computed elsewhere. */
    public RunConfig withEngine(Engine other) {
        return new RunConfig(name, seed, data, model, training, other, spark, tracking);
    }

    /** The same run with another model, such as one that was put together in Java; its input is that of the data. */
    public RunConfig withModel(Model other) {
        return new RunConfig(name, seed, data, ModelConfig.of(other), training, engine, spark, tracking);
    }
}
