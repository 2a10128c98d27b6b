package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** {@code y = x · tanh(ln(1 + exp(x)))} (Misra 2019). */
@Help("x · tanh(ln(1 + exp(x))); PyTorch's Mish")
public record Mish() implements Activation {
    @Override
    public boolean gradientFromOutput() {
        return false;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.mish(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.mishGradient(x, xOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.HE;
    }
}
