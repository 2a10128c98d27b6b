package io.kindling.kernels.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;

/** Compares the way back of a layer with central differences of the way forth, along random directions. */
public final class Numeric {
    private static final double STEP = 1e-3;

    private Numeric() {}

    /**
     * Checks input and parameter gradients of {@code Σ y · upstream}. Float32 leaves central differences an error of some
     * 1e-4 of the terms' size; the bound is 5e-3 of it.
     */
    public static void checkGradients(Layer layer, Shape input, int rows, boolean training) {
        int length =
                layer.parameters(input).stream().mapToInt(p -> p.shape().size()).sum();
        float[] parameters = random(length, 1);
        Matrix x = Matrix.of(inputs(layer, rows * input.size()), rows, input);
        Shape output = layer.outputShape(input);
        Matrix upstream = Matrix.of(random(rows * output.size(), 3), rows, output);

        Matrix dx = Matrix.zeros(rows, input);
        float[] dParameters = new float[length];
        Pass pass = pass(layer, input, rows, training);
        Matrix y = Matrix.zeros(rows, output);
        Matrix dy = Matrix.of(upstream.toArray(), rows, output);
        layer.forward(pass, Slice.of(parameters), x, y).apply(dy, Slice.of(dParameters), dx);

        for (int direction = 0; direction < 5; direction++) {
            float[] toX = vocabulary(layer) > 0 ? new float[x.size()] : random(x.size(), 10 + direction);
            float[] toParameters = random(length, 20 + direction);
            double numeric =
                    (value(layer, moved(parameters, toParameters, STEP), movedMatrix(x, toX, STEP), upstream, training)
                                    - value(
                                            layer,
                                            moved(parameters, toParameters, -STEP),
                                            movedMatrix(x, toX, -STEP),
                                            upstream,
                                            training))
                            / (2 * STEP);
            double analytic = dot(dx.array(), toX) + dot(dParameters, toParameters);
            double size = Math.sqrt(dot(dx.array(), dx.array()) + dot(dParameters, dParameters));
            assertThat(analytic).isCloseTo(numeric, within(5e-3 * Math.max(1, size * 2)));
        }
    }

    /** A pass over rows with the keys 0, 1, 2, … */
    public static Pass pass(int rows, boolean training) {
        long[] keys = new long[rows];
        for (int i = 0; i < rows; i++) {
            keys[i] = i;
        }
        return new Pass(Kernels.best()).begin(training, 77, keys);
    }

    /** As {@link #pass(int, boolean)}, for a layer that may have running moments; they are not 0 and 1. */
    public static Pass pass(Layer layer, Shape input, int rows, boolean training) {
        int columns = layer.runningMoments(input).stream()
                .mapToInt(RunningMoments::columns)
                .sum();
        float[] running = random(2 * columns, 5);
        for (int i = 0; i < running.length; i++) {
            running[i] = 0.5f + running[i] * running[i];
        }
        return pass(rows, training).bind(running, 0, null, null);
    }

    /** Inputs that suit a layer: ids where it begins with an embedding, normal numbers else. */
    public static float[] inputs(Layer layer, int length) {
        float[] values = random(length, 2);
        int vocabulary = vocabulary(layer);
        for (int i = 0; vocabulary > 0 && i < length; i++) {
            values[i] = (int) (Draws.uniform(2, i) * vocabulary);
        }
        return values;
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

    /** Normal numbers, the same for the same key. */
    public static float[] random(int length, long key) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) Draws.normal(key, i);
        }
        return values;
    }

    private static double value(Layer layer, float[] parameters, Matrix x, Matrix upstream, boolean training) {
        Matrix y = Matrix.zeros(upstream.rows(), upstream.shape());
        layer.forward(pass(layer, x.shape(), x.rows(), training), Slice.of(parameters), x, y);
        return dot(y.array(), upstream.array());
    }

    private static Matrix movedMatrix(Matrix x, float[] direction, double step) {
        return Matrix.of(moved(x.array(), direction, step), x.rows(), x.shape());
    }

    private static float[] moved(float[] from, float[] direction, double step) {
        float[] moved = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            moved[i] = (float) (from[i] + step * direction[i]);
        }
        return moved;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
