package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** A smooth rectifier: {@code y = ln(1 + exp(x))} (Dugas et al. 2000). */
@Help("ln(1 + exp(x)), a smooth relu; PyTorch's Softplus")
public record Softplus() implements Activation {
    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.softplus(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.softplusGradient(y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.HE;
    }
}
