package io.kindling.kernels.sequence;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * The largest number of each feature over a sequence's steps: [time, features] to [features]; Keras's {@code
 * GlobalMaxPooling1D}, PyTorch's {@code AdaptiveMaxPool1d(1)}. Padding is left out; a sequence without a step gives zeros.
 * Of equal numbers the first one has the gradient.
 */
@Help("The largest number of each feature over the steps, padding left out; Keras's GlobalMaxPooling1D")
public record GlobalMaxPool1d() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        return Sequences.features("global_max_pool1d", input);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int features = y.columns();
        for (int row = 0; row < x.rows(); row++) {
            int end = Sequences.length(pass, x, row) * features;
            int from = x.rowOffset(row);
            int to = y.rowOffset(row);
            Arrays.fill(y.array(), to, to + features, end == 0 ? 0 : Float.NEGATIVE_INFINITY);
            for (int step = 0; step < end; step += features) {
                for (int j = 0; j < features; j++) {
                    y.array()[to + j] = Math.max(y.array()[to + j], x.array()[from + step + j]);
                }
            }
        }
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                backward(pass, x, y, dy, dx);
            }
        };
    }

    private static void backward(Pass pass, Matrix x, Matrix y, Matrix dy, Matrix dx) {
        int features = y.columns();
        Arrays.fill(dx.array(), dx.offset(), dx.offset() + dx.size(), 0);
        for (int row = 0; row < x.rows(); row++) {
            int end = Sequences.length(pass, x, row) * features;
            for (int j = 0; j < features; j++) {
                float largest = y.at(row, j);
                int at = j;
                while (at < end && x.at(row, at) != largest) {
                    at += features;
                }
                if (at < end) {
                    dx.array()[dx.rowOffset(row) + at] = dy.at(row, j);
                }
            }
        }
    }
}
