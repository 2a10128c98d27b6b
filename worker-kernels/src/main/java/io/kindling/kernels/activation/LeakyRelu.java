package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.vector.Elementwise;

/** The leaky rectifier: {@code y = x} where x is above 0, {@code negativeSlope · x} else (Maas et al. 2013). */
@Help("x above 0, negative_slope · x below; PyTorch's LeakyReLU")
public record LeakyRelu(
        @Default("0.01") @Range("[0, inf)") @Help("Slope for numbers below 0")
        double negativeSlope) implements Activation {
    public LeakyRelu {
        if (!(negativeSlope >= 0)) {
            throw new IllegalArgumentException(
                    "leaky_relu has a negative_slope of " + negativeSlope + "; it takes 0 and more");
        }
    }

    /** With a slope of 0.01 for numbers below 0. */
    public LeakyRelu() {
        this(0.01);
    }

    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.leakyRelu((float) negativeSlope, x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.leakyReluGradient((float) negativeSlope, y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.HE;
    }
}
