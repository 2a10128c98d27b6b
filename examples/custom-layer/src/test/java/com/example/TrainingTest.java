package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that names the layer trains, by this JVM's threads and as Spark jobs. */
class TrainingTest {
    private static final Path CONF = Path.of("examples/custom-layer/spam-parametric-relu.yaml");

    @TempDir
    private Path folder;

    @Test
    void ninetyThreeOfAHundredMailsAreToldRightAndBothEnginesAgree() {
        try (SparkCluster cluster = SparkCluster.open("custom layer", Optional.of("local[2]"), Map.of())) {
            assertThat(train(cluster, "whole").test().get("accuracy")).isGreaterThanOrEqualTo(0.93);
            train(cluster, "local", "engine=local", "training.epochs=1");
            train(cluster, "spark", "engine=spark", "training.epochs=1");
        }
        StoredModel stored = StoredModel.load(folder.resolve("whole"));
        assertThat(stored.config().layers()).contains(new ParametricRelu(0.1));
        assertThat(StoredModel.load(folder.resolve("spark")).parameters())
                .containsExactly(StoredModel.load(folder.resolve("local")).parameters());
    }

    private Summary train(SparkCluster cluster, String name, String... settings) {
        RunConfig config = ConfigLoader.load(CONF, List.of(settings));
        RunDirectory directory = RunDirectory.create(folder.resolve(name));
        return new TrainingRun(config, directory, cluster, System.out, 0, List.of()).execute();
    }
}
