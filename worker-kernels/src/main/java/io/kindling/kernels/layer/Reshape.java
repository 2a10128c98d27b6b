package io.kindling.kernels.layer;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;

/**
 * Sees each row in another shape of as many numbers, in the same order; PyTorch's {@code Unflatten}, Keras's {@code
 * Reshape}.
 *
 * @param shape of an output row
 */
@Help("Sees each row in another shape of as many numbers; Keras's Reshape")
public record Reshape(
        @Help("Shape of an output row: [1, 28, 28] makes a picture of 784 numbers")
        Shape shape) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        if (input.size() != shape.size()) {
            throw new ShapeException("reshape to " + shape + " makes " + shape.size() + " numbers, but this input is "
                    + input + ", that is " + input.size());
        }
        return shape;
    }

    @Override
    public boolean isView() {
        return true;
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        return View.copy(x, y);
    }
}
