package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** The rectifier: {@code y = max(x, 0)} (Nair and Hinton 2010). Its slope at 0 is 0. */
@Help("max(x, 0); PyTorch's ReLU")
public record Relu() implements Activation {
    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.relu(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.reluGradient(y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public void biasActivate(
            Elementwise loops,
            float[] x,
            int xOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int length) {
        loops.biasRelu(x, xOffset, bias, biasOffset, y, yOffset, length);
    }

    @Override
    public boolean canDie() {
        return true;
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.HE;
    }
}
