package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.vector.Elementwise;

/** The exponential linear unit: {@code y = x} where x is above 0, {@code alpha · (exp(x) - 1)} else (Clevert et al. 2015). */
@Help("x above 0, alpha · (exp(x) - 1) below; PyTorch's ELU")
public record Elu(
        @Default("1") @Range("(0, inf)") @Help("Far below 0 it gives minus this")
        double alpha) implements Activation {
    public Elu {
        if (!(alpha > 0)) {
            throw new IllegalArgumentException("elu has an alpha of " + alpha + "; it must be above 0");
        }
    }

    /** With an alpha of 1. */
    public Elu() {
        this(1);
    }

    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.elu((float) alpha, x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.eluGradient((float) alpha, y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.HE;
    }
}
