package io.kindling.examples;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.ModelEvaluation;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the configurations of {@code conf/} as users do, on two task slots. */
final class ConfRuns implements BeforeAllCallback, AfterAllCallback {
    private SparkCluster cluster;

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = SparkCluster.open("examples", Optional.of("local[2]"), Map.of());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        cluster.close();
    }

    SparkCluster cluster() {
        return cluster;
    }

    static RunConfig config(String name, String... settings) {
        return ConfigLoader.load(Path.of("conf", name + ".yaml"), List.of(settings));
    }

    /** Trains into a run directory of its own. */
    Summary train(RunConfig config, Path run) {
        return new TrainingRun(config, RunDirectory.create(run), cluster, System.out, 0, List.of()).execute();
    }

    /** Figures of a run's stored model on the configuration's test rows. */
    Map<String, Double> test(RunConfig config, Path run) {
        StoredModel stored = StoredModel.load(run);
        return ModelEvaluation.figures(
                cluster,
                stored,
                cluster.pipeline(StoredModel.directory(Location.of(run)), stored.model()),
                config.data().test().orElseThrow());
    }
}
