package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;

/** A straight line cut off at both ends: {@code y = min(max(x, minValue), maxValue)}. Its slope at the ends is 0. */
@Help("x, cut off at both ends; PyTorch's Hardtanh")
public record Hardtanh(
        @Default("-1") @Help("Smallest number that passes") double minValue,
        @Default("1") @Help("Largest number that passes") double maxValue)
        implements Activation {
    public Hardtanh {
        if (!(minValue < maxValue)) {
            throw new IllegalArgumentException("hardtanh runs from min_value " + minValue + " to max_value " + maxValue
                    + "; the first must be the smaller one");
        }
    }

    /** From -1 to 1. */
    public Hardtanh() {
        this(-1, 1);
    }

    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.hardtanh((float) minValue, (float) maxValue, x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.hardtanhGradient((float) minValue, (float) maxValue, y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public Optional<Limits> limits() {
        return Optional.of(new Limits(minValue, maxValue));
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.XAVIER;
    }
}
