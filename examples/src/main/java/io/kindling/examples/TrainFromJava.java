package io.kindling.examples;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.ValidationReport;
import io.kindling.kernels.loss.BinaryCrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run from a Java program: a configuration, changed in two places, with a network put together in Java and a listener of
 * one's own.
 */
public final class TrainFromJava {
    private TrainFromJava() {}

    public static void main(String[] arguments) {
        RunConfig config = ConfigLoader.load(Path.of("conf/spam-mlp.yaml"), List.of("training.epochs=5", "seed=7"))
                .withModel(network());
        try (SparkCluster cluster = SparkCluster.open(config.name(), Optional.of("local[*]"), Map.of())) {
            Summary summary = train(config, RunDirectory.fresh(config.name()), cluster);
            System.out.println(
                    "accuracy on mails it has never seen: " + summary.test().get("accuracy"));
        }
    }

    /** Layer by layer; one that does not fit is refused at its line. */
    static Model network() {
        return ModelBuilder.input(57)
                .dense(64)
                .relu()
                .residual(inner -> inner.dense(64).gelu().dropout(0.3))
                .dense(1)
                .loss(new BinaryCrossEntropy());
    }

    /** Trains, and says of each validation whether it is the best so far. */
    static Summary train(RunConfig config, RunDirectory directory, SparkCluster cluster) {
        TrainingListener listener = new TrainingListener() {
            @Override
            public void validated(ValidationReport validation) {
                System.out.println("epoch " + validation.epoch() + (validation.best() ? ": the best so far" : ""));
            }
        };
        return new TrainingRun(config, directory, cluster, System.out, 0, List.of(listener)).execute();
    }
}
