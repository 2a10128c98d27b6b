package io.kindling.kernels.loss;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;

/**
 * Squared for small errors, absolute for large ones: {@code e² / 2} where {@code |e| <= delta}, else
 * {@code delta (|e| - delta / 2)}; PyTorch's {@code HuberLoss} (Huber 1964).
 *
 * @param delta where it changes over
 */
@Help("Numbers: squared for small errors, absolute for large ones; PyTorch's HuberLoss")
public record Huber(
        @Default("1") @Range("(0, inf)") @Help("The error at which it changes from squared to absolute")
        double delta) implements ElementLoss {
    @Override
    public TargetKind targetKind() {
        return TargetKind.NUMBER;
    }

    @Override
    public double value(float output, float target) {
        double error = Math.abs((double) output - target);
        return error <= delta ? error * error / 2 : delta * (error - delta / 2);
    }

    @Override
    public double derivative(float output, float target) {
        return Math.max(-delta, Math.min(delta, (double) output - target));
    }
}
