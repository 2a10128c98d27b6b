package io.kindling.driver.train;

import io.kindling.kernels.Kernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTrainingTest {
    static List<ReferenceTraining> trainings() {
        return ReferenceTraining.all();
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void lossesFollowThoseOfPyTorchAtEveryStep(ReferenceTraining training) {
        for (int shards : new int[] {1, 2}) {
            float[] end = new float[training.end().length];
            double[] losses = training.train(
                    shards, (rows, job) -> new LocalGradientAggregator(rows, job, Kernels.best(), 2), end);
            training.assertFollowed(losses, end);
        }
    }
}
