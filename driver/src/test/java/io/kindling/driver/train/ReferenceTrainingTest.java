package io.kindling.driver.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTrainingTest {
    static List<ReferenceTraining> trainings() {
        return ReferenceTraining.dense();
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void lossesFollowThoseOfPyTorchAtEveryStep(ReferenceTraining training) {
        for (int shards : new int[] {1, 2}) {
            float[] end = new float[training.end().length];
            double[] losses = training.train(
                    shards, (rows, job) -> new LocalGradientAggregator(rows, job, Kernels.best(), 2), end);
            assertFollows(training, losses, end);
        }
    }

    /** Within 1e-3, relative, at every step; and the weights at the end within 1e-3. */
    public static void assertFollows(ReferenceTraining training, double[] losses, float[] end) {
        double[] expected = training.losses();
        assertThat(losses).hasSameSizeAs(expected);
        for (int step = 0; step < expected.length; step++) {
            assertThat(losses[step])
                    .as("loss at step %d", step)
                    .isCloseTo(expected[step], within(1e-3 * expected[step]));
        }
        float[] expectedEnd = training.end();
        for (int i = 0; i < end.length; i++) {
            assertThat(end[i]).isCloseTo(expectedEnd[i], within(1e-3f));
        }
    }
}
