package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.loss.ElementLoss;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.tensor.Shape;

/** The squared error of outputs of any shape: {@link MeanSquaredError} itself takes none beyond [n]. */
record AnyOutput() implements ElementLoss {
    private static final MeanSquaredError SQUARED = new MeanSquaredError();

    @Override
    public TargetKind targetKind() {
        return SQUARED.targetKind();
    }

    @Override
    public Shape targetShape(Shape output) {
        return output;
    }

    @Override
    public double value(float output, float target) {
        return SQUARED.value(output, target);
    }

    @Override
    public double derivative(float output, float target) {
        return SQUARED.derivative(output, target);
    }
}
