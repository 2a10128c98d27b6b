package io.kindling.driver.check;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.RunningMoments;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a layer is an affine function outside of training, {@code f(a x + (1 - a) z) = a f(x) + (1 - a) f(z)}: tried on
 * random numbers, so that it holds for layers of a user's own, too.
 */
final class Affinity {
    private static final float SHARE = 0.3f;
    /** Wide enough to leave the part around 0 where some activations are straight. */
    private static final double SPREAD = 3;

    private static final double TOLERANCE = 1e-3;

    private Affinity() {}

    /** What throws does not take such numbers, as an embedding that wants ids: it is none. */
    static boolean holds(Layer layer, Shape input) {
        try {
            return tried(layer, input);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean tried(Layer layer, Shape input) {
        float[] x = new float[3 * input.size()];
        for (int i = 0; i < input.size(); i++) {
            x[i] = (float) (SPREAD * Draws.normal(1, i));
            x[input.size() + i] = (float) (SPREAD * Draws.normal(2, i));
            x[2 * input.size() + i] = SHARE * x[i] + (1 - SHARE) * x[input.size() + i];
        }
        Shape output = layer.outputShape(input);
        float[] parameters = parameters(layer.parameters(input));
        float[] running = new float
                [2
                        * layer.runningMoments(input).stream()
                                .mapToInt(RunningMoments::columns)
                                .sum()];
        Arrays.fill(running, 0.5f);
        Matrix y = Matrix.zeros(3, output);
        Pass pass =
                new Pass(Kernels.best()).begin(false, 0, new long[] {0, 1, 2}).bind(running, 0, null, null);
        layer.forward(pass, Slice.of(parameters), Matrix.of(x, 3, input), y);
        double error = 0;
        double size = 0;
        for (int j = 0; j < output.size(); j++) {
            double straight = SHARE * (double) y.at(0, j) + (1 - SHARE) * (double) y.at(1, j);
            error += Math.abs(y.at(2, j) - straight);
            size += Math.abs(y.at(0, j)) + Math.abs(y.at(1, j));
        }
        return error <= TOLERANCE * size;
    }

    /** Numbers of a usual size. */
    private static float[] parameters(List<Parameter> all) {
        float[] numbers = new float
                [all.stream().mapToInt(parameter -> parameter.shape().size()).sum()];
        int at = 0;
        for (Parameter parameter : all) {
            double scale = Math.sqrt(3.0 / Math.max(1, parameter.fanIn()));
            for (int i = 0; i < parameter.shape().size(); i++, at++) {
                numbers[at] = (float) (scale * (2 * Draws.uniform(3, at) - 1));
            }
        }
        return numbers;
    }
}
