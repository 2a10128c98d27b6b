package io.kindling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where rows are few, changed ones make up for some of those that are missing. */
@Tag("slow")
class AugmentationHelpsTest {
    private static final int SEEDS = 3;

    @RegisterExtension
    static final ConfRuns RUNS = new ConfRuns();

    @TempDir
    private Path folder;

    @Test
    void aThousandDigitsTeachMoreWhenShiftedAndTurned() {
        double plain = accuracy("plain", "[]");
        double augmented = accuracy("augmented", "[shift: 2, rotation: 10]");
        System.out.printf("accuracy on the test digits: %.4f plain, %.4f augmented%n", plain, augmented);

        assertThat(plain).isBetween(0.86, 0.91);
        assertThat(augmented).isGreaterThan(plain + 0.03);
    }

    /** On MNIST's test digits, after learning from the first thousand; the mean over some seeds. */
    private double accuracy(String name, String augmentation) {
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            sum += RUNS.train(
                            ConfRuns.config(
                                    "mnist-mlp",
                                    "seed=" + seed,
                                    "data.train.where=row < 1000",
                                    "data.validation=",
                                    "model.input=[1, 28, 28]",
                                    "model.layers=[flatten, dense: 256, relu, dense: 10]",
                                    "training={batch_size: 100, epochs: 100, schedule: cosine, augmentation: "
                                            + augmentation + "}"),
                            folder.resolve(name + "-" + seed))
                    .test()
                    .get("accuracy");
        }
        return sum / SEEDS;
    }
}
