package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;

/** Takes outputs of any shape, for models that are never trained. */
record AnyOutput() implements Loss {
    @Override
    public TargetKind targetKind() {
        return TargetKind.NUMBER;
    }

    @Override
    public Shape targetShape(Shape output) {
        return output;
    }

    @Override
    public void evaluate(Pass pass, Matrix output, Matrix targets, float[] weights, Matrix gradient, GradientSum sum) {
        throw new UnsupportedOperationException("never trained");
    }

    @Override
    public void predict(Pass pass, Matrix output, Matrix prediction) {
        throw new UnsupportedOperationException("never asked for");
    }
}
