package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.tensor.Shape;

/**
 * What flows between layers: a tensor of the graph, [batch, shape].
 *
 * @param name in the graph
 * @param shape of a row
 * @param type of its numbers: floats but for ids
 */
public record Value(String name, Shape shape, ElementType type) {
    /** Of floats. */
    public Value(String name, Shape shape) {
        this(name, shape, ElementType.FLOAT);
    }
}
