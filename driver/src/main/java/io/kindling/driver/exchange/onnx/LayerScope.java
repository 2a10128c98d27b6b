package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Where a layer adds its operators to the graph, and finds its parameters. */
public final class LayerScope {
    private final OnnxGraph graph;
    private final ModelNumbers numbers;
    private final PaddingMasks padding;
    private final String path;

    /** @param path what the names of the layer's parameters begin with, such as {@code layers.0.} */
    LayerScope(OnnxGraph graph, ModelNumbers numbers, PaddingMasks padding, String path) {
        this.graph = graph;
        this.numbers = numbers;
        this.padding = padding;
        this.path = path;
    }

    /** Where the layer stands: {@code layers.0}. */
    public String path() {
        return path.substring(0, path.length() - 1);
    }

    /** The tensor of one of the layer's parameters, or of its running moments, in the shape that the layer gives it. */
    public String parameter(String name) {
        return numbers.in(graph, path + name);
    }

    /** A copy of the numbers of a parameter. */
    public float[] numbers(String name) {
        return numbers.of(path + name);
    }

    /** A tensor of further numbers of the layer's: waves, or a parameter in another order. */
    public String constant(String name, float[] values, int... dimensions) {
        return graph.floats(path + name, values, 0, Shape.of(dimensions).dimensions());
    }

    /** A tensor of one number, without an axis. */
    public String constant(double value) {
        return graph.scalar((float) value);
    }

    /** A tensor of whole numbers along one axis, INT64. */
    public String whole(long... values) {
        return graph.longs(values);
    }

    /** Adds an operator of ONNX's with one output, and gives its name. */
    public String operator(String type, List<String> inputs, Attribute... attributes) {
        return operator(type, inputs, 1, attributes).get(0);
    }

    /** As the other, with several outputs. */
    public List<String> operator(String type, List<String> inputs, int outputs, Attribute... attributes) {
        return graph.operator(path, type, inputs, outputs, attributes);
    }

    /** The same numbers of each row in another shape. */
    public Value reshaped(Value x, Shape shape) {
        long[] dimensions = LongStream.concat(
                        LongStream.of(0), shape.dimensions().stream().mapToLong(Integer::longValue))
                .toArray();
        return new Value(operator("Reshape", List.of(x.name(), whole(dimensions))), shape, x.type());
    }

    /** What a layer within this one gives; its parameters' names begin with the child's. */
    public Value inner(String child, Layer layer, Value x) {
        return LayerExports.export(layer, x, new LayerScope(graph, numbers, padding, path + child + "."));
    }

    /** What layers within this one give, one after the other, named by position. */
    public Value chain(List<Layer> layers, Value x) {
        Value value = x;
        for (int i = 0; i < layers.size(); i++) {
            value = inner(Integer.toString(i), layers.get(i), value);
        }
        return value;
    }

    /** For what stands behind the layers. */
    LayerScope outside() {
        return new LayerScope(graph, numbers, padding, "output.");
    }

    /** The scope of a child, for layers that name their parts. */
    LayerScope child(String name) {
        return new LayerScope(graph, numbers, padding, path + name + ".");
    }

    /** How many of so many steps each row has, INT64 [batch]; empty where all rows are full. */
    public Optional<String> steps(int time) {
        return padding.steps(time);
    }

    /** Whether a step is no padding, BOOL [batch, time]; empty where all rows are full. */
    public Optional<String> mask(int time) {
        return padding.mask(time);
    }

    /** [time, features] with another number in the padding. */
    public Value padded(Value x, double number) {
        return mask(x.shape().dimension(0))
                .map(mask -> operator(
                        "Where", List.of(operator("Unsqueeze", List.of(mask, whole(2))), x.name(), constant(number))))
                .map(name -> new Value(name, x.shape()))
                .orElse(x);
    }
}
