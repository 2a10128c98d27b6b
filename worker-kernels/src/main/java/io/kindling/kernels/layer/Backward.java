package io.kindling.kernels.layer;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;

/** The way back through one layer, made by its {@link Layer#forward}; taken at most once. */
@FunctionalInterface
public interface Backward {
    /**
     * Applies the chain rule.
     *
     * @param dy gradient of the loss by the layer's output; may be changed (who still needs it keeps a copy)
     * @param dParameters the gradient by the layer's parameters is <em>added to</em> it
     * @param dx <em>overwritten</em> with the gradient by the layer's input; null where nobody wants it (the first
     *     layer)
     */
    void apply(Matrix dy, Slice dParameters, Matrix dx);
}
