package io.kindling.kernels.normalization;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;

/**
 * A batch seen by its channels: the numbers of a channel, over all rows and positions, share a mean, a variance, a weight
 * and a bias. Padding belongs to no channel: sums leave it out, and what is written there is 0. Sums go in a
 * fixed order; those of the numbers themselves are in double precision.
 */
sealed interface Channels permits LastAxisChannels, FirstAxisChannels {
    /** How many channels rows of a shape have: the first axis of [channels, height, width], else the last one. */
    static int count(Shape shape) {
        return shape.rank() == 3 ? shape.dimension(0) : shape.last();
    }

    /** The channels of these rows and of all others of their shape in this pass. */
    static Channels of(Pass pass, Matrix x) {
        return x.shape().rank() == 3 ? new FirstAxisChannels(pass, x.shape()) : LastAxisChannels.of(pass, x);
    }

    /** How many numbers each channel has. */
    long numbers(Matrix x);

    /** {@code sums[c] = Σ x}: <em>overwrites</em> sums. */
    void sum(Matrix x, double[] sums);

    /** {@code sums[c] = Σ x²}: <em>overwrites</em> sums. */
    void sumSquares(Matrix x, double[] sums);

    /** {@code sums[c] = Σ dy · (x - mean[c])}: <em>overwrites</em> sums. */
    void sumProducts(Matrix dy, Matrix x, float[] mean, double[] sums);

    /** {@code y = x - mean[c]}: <em>overwrites</em> y. */
    void center(Matrix x, float[] mean, Matrix y);

    /** {@code y = y · factor[c] + shift[c]}, in place. */
    void scale(Matrix y, float[] factor, float[] shift);

    /** {@code dx = (dy - level[c]) · factor[c] - (x - mean[c]) · slope[c]}: <em>overwrites</em> dx. */
    void gradient(Matrix dy, float[] level, float[] factor, Matrix x, float[] mean, float[] slope, Matrix dx);
}
