package io.kindling.kernels.layer;

import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.tensor.Shape;

/** Random numbers, passes and gradients for tests; as {@link GradientCheck} has them. */
public final class Numeric {
    private Numeric() {}

    /** Checks input and parameter gradients; those by parameters alone where the input is ids. */
    public static void checkGradients(Layer layer, Shape input, int rows, boolean training) {
        new GradientCheck(layer, input, rows).withIds(vocabulary(layer)).run(training);
    }

    /** A pass over rows with the keys 0, 1, 2, … */
    public static Pass pass(int rows, boolean training) {
        return pass(new Flatten(), Shape.of(), rows, training);
    }

    /** As {@link #pass(int, boolean)}, for a layer that may have running moments; they are not 0 and 1. */
    public static Pass pass(Layer layer, Shape input, int rows, boolean training) {
        return GradientCheck.pass(layer, input, rows, training);
    }

    /** Inputs that suit a layer: ids where it begins with an embedding, normal numbers else. */
    public static float[] inputs(Layer layer, int length) {
        return GradientCheck.inputs(length, vocabulary(layer));
    }

    /** Normal numbers, the same for the same key. */
    public static float[] random(int length, long key) {
        return GradientCheck.random(length, key);
    }

    /** How many ids a layer takes; 0 where it takes numbers. */
    private static int vocabulary(Layer layer) {
        if (layer instanceof Chain chain) {
            return vocabulary(chain.layers().get(0));
        } else if (layer instanceof TiedEmbedding tied) {
            return tied.vocabulary();
        }
        return layer instanceof Embedding embedding ? embedding.vocabulary() : 0;
    }
}
