package io.kindling.kernels.layer;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * Compares the way back of a layer with central differences of its way forth, for the test of a layer of one's own:
 *
 * <pre>{@code
 * new GradientCheck(new Dense(5), Shape.of(7)).run();
 * }</pre>
 *
 * <p>Input, parameters and the gradient by the output are normal random numbers, the same each time. The input and each
 * parameter are moved by a little along five random directions. Memory that a layer has to overwrite holds NaN before, and
 * memory that it adds to holds ones, so that mixing up the two shows.
 */
public final class GradientCheck {
    private static final int ROWS = 5;
    private static final int DIRECTIONS = 5;
    private static final double STEP = 1e-3;
    /** Float32 leaves central differences an error of some 1e-4 of the terms' size. */
    private static final double TOLERANCE = 5e-3;

    private final Layer layer;
    private final Shape input;
    private final int rows;
    private final int vocabulary;

    /** A check on five rows. */
    public GradientCheck(Layer layer, Shape input) {
        this(layer, input, ROWS);
    }

    /**
     * A check on so many rows.
     *
     * @param input shape of a row; one that the layer takes
     */
    public GradientCheck(Layer layer, Shape input, int rows) {
        this(layer, input, rows, 0);
    }

    private GradientCheck(Layer layer, Shape input, int rows, int vocabulary) {
        this.layer = layer;
        this.input = input;
        this.rows = rows;
        this.vocabulary = vocabulary;
    }

    /** The same on random ids in [0, vocabulary), for a layer that begins with an embedding: ids are not moved. */
    public GradientCheck withIds(int newVocabulary) {
        return new GradientCheck(layer, input, rows, newVocabulary);
    }

    /**
     * Checks the gradients in training and outside of it.
     *
     * @throws AssertionError if one is not that of central differences; names it and both numbers
     */
    public void run() {
        run(true);
        run(false);
    }

    /** As {@link #run()}, in training or outside of it. */
    public void run(boolean training) {
        float[] x = inputs(rows * input.size(), vocabulary);
        float[] parameters = random(layer.parameterCount(input), 1);
        float[] dx = new float[x.length];
        float[] dParameters = new float[parameters.length];
        backward(training, x, parameters, dx, dParameters);
        double tolerance = TOLERANCE * Math.max(1, 2 * Math.sqrt(dot(dx, dx) + dot(dParameters, dParameters)));
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            float[] toX = vocabulary > 0 ? new float[x.length] : random(x.length, 10 + direction);
            double up = value(training, moved(x, toX, STEP), parameters);
            double down = value(training, moved(x, toX, -STEP), parameters);
            compare("dx, the gradient by the input,", dot(dx, toX), (up - down) / (2 * STEP), tolerance);
            float[] all = random(parameters.length, 20 + direction);
            int start = 0;
            for (Parameter parameter : layer.parameters(input)) {
                int end = start + parameter.shape().size();
                float[] toOne = only(all, start, end);
                up = value(training, x, moved(parameters, toOne, STEP));
                down = value(training, x, moved(parameters, toOne, -STEP));
                String name = "the gradient by the parameter " + parameter.name();
                compare(name, dot(dParameters, toOne), (up - down) / (2 * STEP), tolerance);
                start = end;
            }
        }
    }

    /** A pass over rows with the keys 0, 1, 2, …, of a layer whose running moments are not 0 and 1. */
    static Pass pass(Layer layer, Shape input, int rows, boolean training) {
        long[] keys = new long[rows];
        Arrays.setAll(keys, row -> row);
        float[] running = random(
                2
                        * layer.runningMoments(input).stream()
                                .mapToInt(RunningMoments::columns)
                                .sum(),
                5);
        for (int i = 0; i < running.length; i++) {
            running[i] = 0.5f + running[i] * running[i];
        }
        return new Pass(Kernels.best()).begin(training, 77, keys).bind(running, 0, null, null);
    }

    /** Ids below the vocabulary where there is one, normal numbers else. */
    static float[] inputs(int length, int vocabulary) {
        float[] values = random(length, 2);
        for (int i = 0; vocabulary > 0 && i < length; i++) {
            values[i] = (int) (Draws.uniform(2, i) * vocabulary);
        }
        return values;
    }

    /** Normal numbers, the same for the same key. */
    static float[] random(int length, long key) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) Draws.normal(key, i);
        }
        return values;
    }

    /** <em>Overwrites</em> both with the gradients of {@link #value}. */
    private void backward(boolean training, float[] x, float[] parameters, float[] dx, float[] dParameters) {
        Matrix y = output();
        Arrays.fill(dx, Float.NaN);
        Arrays.fill(dParameters, 1);
        Backward back =
                layer.forward(pass(layer, input, rows, training), Slice.of(parameters), Matrix.of(x, rows, input), y);
        back.apply(Matrix.of(upstream(), rows, y.shape()), Slice.of(dParameters), Matrix.of(dx, rows, input));
        for (int i = 0; i < dParameters.length; i++) {
            dParameters[i] -= 1;
        }
    }

    /** {@code Σ y · upstream}. */
    private double value(boolean training, float[] x, float[] parameters) {
        Matrix y = output();
        layer.forward(pass(layer, input, rows, training), Slice.of(parameters), Matrix.of(x, rows, input), y);
        return dot(y.array(), upstream());
    }

    private Matrix output() {
        Matrix y = Matrix.zeros(rows, layer.outputShape(input));
        Arrays.fill(y.array(), Float.NaN);
        return y;
    }

    private float[] upstream() {
        return random(rows * layer.outputShape(input).size(), 3);
    }

    private void compare(String what, double analytic, double numeric, double tolerance) {
        if (!(Math.abs(analytic - numeric) <= tolerance)) {
            throw new AssertionError(layer + ": along a random direction " + what + " is " + analytic
                    + " on the way back, but " + numeric + " by central differences, which may be " + tolerance
                    + " apart. The layer has to overwrite y and dx, and to add to dParameters.");
        }
    }

    private static float[] only(float[] all, int start, int end) {
        float[] part = new float[all.length];
        System.arraycopy(all, start, part, start, end - start);
        return part;
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
