package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;

/** The Gaussian error linear unit: {@code y = x · Φ(x)} (Hendrycks and Gimpel 2016). */
@Help("x · Φ(x), Φ the normal distribution function; PyTorch's GELU")
public record Gelu(
        @Default("none") @Help("Whether Φ is exact (none) or approximated by tanh, as in GPT-2")
        Approximation approximate)
        implements Activation {
    /** How Φ, the normal distribution function, is computed. */
    public enum Approximation {
        /** By the error function. */
        NONE,
        /** {@code Φ(x) ≈ (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2}. */
        TANH
    }

    /** With the exact Φ. */
    public Gelu() {
        this(Approximation.NONE);
    }

    @Override
    public boolean gradientFromOutput() {
        return false;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        switch (approximate) {
            case NONE -> loops.gelu(x, xOffset, y, yOffset, length);
            case TANH -> loops.geluTanh(x, xOffset, y, yOffset, length);
        }
    }

    @Override
    public void gradient(
            Elementwise loops, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        switch (approximate) {
            case NONE -> loops.geluGradient(x, xOffset, dy, dyOffset, dx, dxOffset, length);
            case TANH -> loops.geluTanhGradient(x, xOffset, dy, dyOffset, dx, dxOffset, length);
        }
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.HE;
    }
}
