package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where rows are few, changed ones make up for some of those that are missing. */
@Tag("slow")
class AugmentationHelpsTest {
    private static final int SEEDS = 3;

    @TempDir
    private Path folder;

    @Test
    void aThousandDigitsTeachMoreWhenShiftedAndTurned() {
        try (SparkCluster cluster = SparkCluster.open("augmentation", Optional.of("local[2]"), Map.of())) {
            double plain = accuracy(cluster, "[]");
            double augmented = accuracy(cluster, "[shift: 2, rotation: 10]");
            System.out.printf("accuracy on the test digits: %.4f plain, %.4f augmented%n", plain, augmented);

            assertThat(plain).isBetween(0.86, 0.91);
            assertThat(augmented).isGreaterThan(plain + 0.03);
        }
    }

    /** On MNIST's test digits, after learning from the first thousand; the mean over some seeds. */
    private double accuracy(SparkCluster cluster, String augmentation) {
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<String> settings = List.of(
                    "seed=" + seed,
                    "data.train.where=row < 1000",
                    "data.validation=",
                    "model.input=[1, 28, 28]",
                    "model.layers=[flatten, dense: 256, relu, dense: 10]",
                    "training={batch_size: 100, epochs: 100, schedule: cosine, augmentation: " + augmentation + "}");
            Path directory = folder.resolve("run-" + (augmentation.length() * SEEDS + seed));
            sum += new TrainingRun(
                            ConfigLoader.load(Path.of("conf/mnist-mlp.yaml"), settings),
                            RunDirectory.create(directory),
                            cluster,
                            System.out,
                            0,
                            List.of())
                    .execute()
                    .test()
                    .get("accuracy");
        }
        return sum / SEEDS;
    }
}
