package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;

/** The hyperbolic tangent: {@code y = tanh(x)}. */
@Help("The hyperbolic tangent; PyTorch's Tanh")
public record Tanh() implements Activation {
    @Override
    public boolean gradientFromOutput() {
        return true;
    }

    @Override
    public void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length) {
        loops.tanh(x, xOffset, y, yOffset, length);
    }

    @Override
    public void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        loops.tanhGradient(y, yOffset, dy, dyOffset, dx, dxOffset, length);
    }

    @Override
    public Optional<Limits> limits() {
        return Optional.of(new Limits(-1, 1));
    }

    @Override
    public InitializerFamily suits() {
        return InitializerFamily.XAVIER;
    }
}
