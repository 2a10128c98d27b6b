package io.kindling.kernels.activation;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** The logarithm of softmax along the last axis: {@code y = x - ln Σ exp(x)}. Takes rows of any shape and keeps it. */
@Help("The logarithm of softmax along the last axis; PyTorch's LogSoftmax")
public record LogSoftmax() implements VectorwiseLayer {
    @Override
    public void map(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.logSoftmax(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.logSoftmaxGradient(y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }
}
