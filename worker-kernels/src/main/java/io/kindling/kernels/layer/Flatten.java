package io.kindling.kernels.layer;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;

/** Sees each row as one flat vector: [1, 28, 28] becomes [784]. */
@Help("Sees each row as one flat vector, [1, 28, 28] as [784]; PyTorch's Flatten")
public record Flatten() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        return Shape.of(input.size());
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
