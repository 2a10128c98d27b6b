package io.kindling.kernels.loss;

import io.kindling.kernels.setting.Help;

/** {@code |y - t|}, the mean over a row's outputs; PyTorch's {@code L1Loss}. The derivative at 0 is 0. */
@Help("Numbers: the absolute error, less moved by outliers; PyTorch's L1Loss")
public record MeanAbsoluteError() implements ElementLoss {
    @Override
    public TargetKind targetKind() {
        return TargetKind.NUMBER;
    }

    @Override
    public double value(float output, float target) {
        return Math.abs((double) output - target);
    }

    @Override
    public double derivative(float output, float target) {
        return Math.signum((double) output - target);
    }
}
