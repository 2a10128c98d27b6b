package io.kindling.kernels.loss;

import io.kindling.kernels.setting.Help;

/** {@code (y - t)²}, the mean over a row's outputs; PyTorch's {@code MSELoss}. */
@Help("Numbers: (y - t)²; PyTorch's MSELoss")
public record MeanSquaredError() implements ElementLoss {
    @Override
    public TargetKind targetKind() {
        return TargetKind.NUMBER;
    }

    @Override
    public double value(float output, float target) {
        double error = (double) output - target;
        return error * error;
    }

    @Override
    public double derivative(float output, float target) {
        return 2 * ((double) output - target);
    }
}
