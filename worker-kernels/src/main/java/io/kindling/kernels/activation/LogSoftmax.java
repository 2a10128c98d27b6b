package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;

/** The logarithm of softmax along the last axis: {@code y = x - ln Σ exp(x)}. Takes rows of any shape and keeps it. */
@Help("The logarithm of softmax along the last axis; PyTorch's LogSoftmax")
public record LogSoftmax() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        int width = x.shape().last();
        for (int start = 0; start < x.size(); start += width) {
            loops.logSoftmax(x.array(), x.offset() + start, y.array(), y.offset() + start, width);
        }
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                backward(loops, y, dy, dx);
            }
        };
    }

    private static void backward(Elementwise loops, Matrix y, Matrix dy, Matrix dx) {
        int width = y.shape().last();
        for (int start = 0; start < y.size(); start += width) {
            loops.logSoftmaxGradient(
                    y.array(),
                    y.offset() + start,
                    dy.array(),
                    dy.offset() + start,
                    dx.array(),
                    dx.offset() + start,
                    width);
        }
    }
}
