package io.kindling.driver.exchange.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.kindling.kernels.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph while it is made: operators, one behind the other, and the numbers that they use. */
final class OnnxGraph {
    private static final String BATCH = "batch";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> initializers = new HashSet<>();
    private final Map<String, Integer> uses = new HashMap<>();

    /**
     * Adds an operator.
     *
     * @param path of the layer that it is for; names begin with it
     * @param inputs names of tensors; an empty one stands for an input that is left out
     * @param outputs how many
     * @return the names of its outputs
     */
    List<String> operator(String path, String type, List<String> inputs, int outputs, Attribute... attributes) {
        String name = fresh(path + type);
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(type).setName(name).addAllInput(inputs);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add(i == 0 ? name : name + "." + i);
        }
        Arrays.stream(attributes).map(Attribute::proto).forEach(node::addAttribute);
        graph.addNode(node.addAllOutput(names));
        return names;
    }

    /** Numbers that belong to the model; those of a name that is there already are left as they are. */
    String floats(String name, float[] values, int from, List<Integer> dimensions) {
        if (initializers.add(name)) {
            int count = dimensions.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
            ByteBuffer bytes =
                    ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values, from, count);
            TensorProto.Builder tensor = tensor(name, ElementType.FLOAT, bytes);
            dimensions.forEach(tensor::addDims);
            graph.addInitializer(tensor);
        }
        return name;
    }

    /** One number without an axis. */
    String scalar(float value) {
        return floats("number." + value, new float[] {value}, 0, List.of());
    }

    /** Whole numbers along one axis. */
    String longs(long... values) {
        String name = "numbers." + Arrays.toString(values);
        if (name.length() > 100) {
            name = "numbers." + values.length + "." + Arrays.hashCode(values);
        }
        return longs(name, List.of(values.length), values);
    }

    /** One whole number without an axis. */
    String wholeScalar(long value) {
        return longs("whole." + value, List.of(), value);
    }

    private String longs(String name, List<Integer> dimensions, long... values) {
        if (initializers.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            TensorProto.Builder tensor = tensor(name, ElementType.INT64, bytes);
            dimensions.forEach(tensor::addDims);
            graph.addInitializer(tensor);
        }
        return name;
    }

    /** What the graph takes, [batch, shape]. */
    Value input(String name, Shape shape, ElementType type, String description) {
        graph.addInput(info(name, shape, type, description));
        return new Value(name, shape, type);
    }

    /** Gives a tensor out under a name of its own. */
    void output(String name, Value value, String description) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value.name())
                .addOutput(name));
        graph.addOutput(info(name, value.shape(), value.type(), description));
    }

    GraphProto build(String name, String description) {
        return graph.setName(name).setDocString(description).build();
    }

    private String fresh(String name) {
        int before = uses.merge(name, 1, Integer::sum);
        return before == 1 ? name : name + "." + before;
    }

    private static TensorProto.Builder tensor(String name, ElementType type, ByteBuffer bytes) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.code())
                .setRawData(ByteString.copyFrom(bytes.rewind()));
    }

    private static ValueInfoProto info(String name, Shape shape, ElementType type, String description) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        dimensions.addDimBuilder().setDimParam(BATCH);
        shape.dimensions().forEach(length -> dimensions.addDimBuilder().setDimValue(length));
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type.code())
                .setShape(dimensions)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(description)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
