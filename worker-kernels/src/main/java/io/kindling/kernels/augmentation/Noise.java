package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.random.NormalQuantile;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Scratch;

/**
 * Adds a draw from the normal distribution with mean 0 to each number of a row of any shape (Sietsma and Dow 1991);
 * torchvision's {@code GaussianNoise(sigma=deviation, clip=False)}.
 *
 * @param deviation standard deviation of the draws, in units of the scaled features
 */
@Help("Adds normal noise to each number of a row of any shape; torchvision's GaussianNoise without clip")
public record Noise(
        @Range("[0, inf)") @Help("Standard deviation, in units of the scaled features")
        double deviation) implements Augmentation {
    /** The lowest probability that a draw stands for; below it is 0, whose quantile is infinite. */
    private static final double LOWEST = 0x1.0p-53;

    @Override
    public void apply(Batch batch, long drawKey, Scratch scratch) {
        if (deviation == 0) {
            return;
        }
        Matrix x = batch.features();
        float[] numbers = x.array();
        for (int row = 0; row < batch.rows(); row++) {
            long key = Draws.key(drawKey, batch.keys()[row]);
            int at = x.rowOffset(row);
            for (int j = 0; j < x.columns(); j++) {
                double p = Math.max(LOWEST, Draws.uniform(key, j));
                numbers[at + j] += (float) (deviation * NormalQuantile.of(p));
            }
        }
    }
}
