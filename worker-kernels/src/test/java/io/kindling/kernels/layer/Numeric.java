package io.kindling.kernels.layer;

import io.kindling.kernels.tensor.Shape;

/** Random numbers, passes and gradients for tests; as {@link GradientCheck} has them. */
public final class Numeric {
    private Numeric() {}

    /** Checks input and parameter gradients. */
    public static void checkGradients(Layer layer, Shape input, int rows, boolean training) {
        new GradientCheck(layer, input, rows).run(training);
    }

    /** A pass over rows with the keys 0, 1, 2, … */
    public static Pass pass(int rows, boolean training) {
        return GradientCheck.pass(new Flatten(), Shape.of(), rows, training);
    }

    /** As {@link #pass(int, boolean)}, for a layer that may have running moments; they are not 0 and 1. */
    public static Pass pass(Layer layer, Shape input, int rows, boolean training) {
        return GradientCheck.pass(layer, input, rows, training);
    }

    /** Normal numbers, the same for the same key. */
    public static float[] random(int length, long key) {
        return GradientCheck.random(length, key);
    }
}
