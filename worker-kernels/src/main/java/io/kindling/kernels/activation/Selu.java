package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** The scaled exponential linear unit, which keeps mean 0 and variance 1 from layer to layer (Klambauer et al. 2017). */
@Help("ELU, scaled so that mean 0 and variance 1 persist; PyTorch's SELU")
public record Selu() implements Activation {
    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.selu(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.seluGradient(y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.LECUN;
    }
}
