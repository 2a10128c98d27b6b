package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.layer.Layer;

/** How a kind of layer looks in ONNX. */
@FunctionalInterface
interface LayerExport<L extends Layer> {
    /** Adds the operators that compute what the layer's forward pass does outside of training, and gives its output. */
    Value export(L layer, Value x, LayerScope scope);
}
