package io.kindling.kernels.sequence;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/**
 * The mean of each feature over a sequence's steps: [time, features] to [features]; Keras's {@code
 * GlobalAveragePooling1D}, PyTorch's {@code AdaptiveAvgPool1d(1)}. Padding is left out; a sequence without a step gives
 * zeros.
 */
@Help("The mean of each feature over the steps, padding left out; Keras's GlobalAveragePooling1D")
public record GlobalAvgPool1d() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        return Sequences.features("global_avg_pool1d", input);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        int features = y.columns();
        Arrays.fill(y.array(), y.offset(), y.offset() + y.size(), 0);
        for (int row = 0; row < x.rows(); row++) {
            int length = Sequences.length(pass, x, row);
            int to = y.rowOffset(row);
            for (int step = 0; step < length; step++) {
                loops.add(x.array(), x.rowOffset(row) + step * features, y.array(), to, features);
            }
            loops.scale(1f / Math.max(1, length), y.array(), to, y.array(), to, features);
        }
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                backward(pass, dy, dx);
            }
        };
    }

    private static void backward(Pass pass, Matrix dy, Matrix dx) {
        int features = dy.columns();
        Arrays.fill(dx.array(), dx.offset(), dx.offset() + dx.size(), 0);
        for (int row = 0; row < dx.rows(); row++) {
            int length = Sequences.length(pass, dx, row);
            for (int step = 0; step < length; step++) {
                int to = dx.rowOffset(row) + step * features;
                pass.kernels()
                        .elementwise()
                        .scale(1f / length, dy.array(), dy.rowOffset(row), dx.array(), to, features);
            }
        }
    }
}
