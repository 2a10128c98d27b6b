package io.kindling.kernels.layer;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.tensor.SparseMatrix;

/** A layer that can be the first of a network on sparse rows, and then does nothing for the zeros. */
public interface SparseLayer extends Layer {
    /** As {@link Layer#forward}; the way back gives no gradient by the input ({@code dx} is null). */
    Backward forward(Pass pass, Slice parameters, SparseMatrix x, Matrix y);
}
