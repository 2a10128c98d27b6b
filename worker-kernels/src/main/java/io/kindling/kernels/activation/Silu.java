package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** SiLU or swish: {@code y = x / (1 + exp(-x))} (Elfwing et al. 2017; Ramachandran et al. 2017). */
@Help("x / (1 + exp(-x)), also called swish; PyTorch's SiLU")
public record Silu() implements Activation {
    @Override
    public boolean gradientFromOutput() {
        return false;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.silu(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.siluGradient(x, xOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.HE;
    }
}
