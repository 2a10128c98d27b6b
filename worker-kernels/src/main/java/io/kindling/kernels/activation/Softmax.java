package io.kindling.kernels.activation;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** Softmax along the last axis: {@code y = exp(x) / Σ exp(x)}. Takes rows of any shape and keeps it. */
@Help("exp(x) / Σ exp(x) along the last axis; not before cross_entropy, which has its own; PyTorch's Softmax")
public record Softmax() implements VectorwiseLayer {
    @Override
    public void map(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.softmax(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.softmaxGradient(y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }
}
