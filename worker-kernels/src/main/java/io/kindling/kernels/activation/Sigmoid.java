package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;

/** The logistic sigmoid: {@code y = 1 / (1 + exp(-x))}. */
@Help("1 / (1 + exp(-x)); PyTorch's Sigmoid")
public record Sigmoid() implements Activation {
    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.sigmoid(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.sigmoidGradient(y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public Optional<Limits> limits() {
        return Optional.of(new Limits(0, 1));
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.XAVIER;
    }
}
