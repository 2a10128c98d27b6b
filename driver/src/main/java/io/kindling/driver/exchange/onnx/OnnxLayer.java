package io.kindling.driver.exchange.onnx;

/**
 * For layers of a user's own jar: a layer that implements this beside {@link io.kindling.kernels.layer.Layer} says itself
 * how it looks in ONNX. Kindling's own stand in {@link LayerExports}.
 */
public interface OnnxLayer {
    /**
     * Adds the operators that compute what the layer's forward pass does outside of training.
     *
     * @param x the layer's input, [batch, shape]
     * @param scope where operators are added and the layer's parameters are found
     * @return the layer's output, of the shape that its {@code outputShape} says
     */
    Value onnx(Value x, LayerScope scope);
}
