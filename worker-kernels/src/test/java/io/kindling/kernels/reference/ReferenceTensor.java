package io.kindling.kernels.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Numbers in row-major order with their shape, the batch axis in front. */
public final class ReferenceTensor {
    private final List<Integer> shape;
    private final double[] data;

    private ReferenceTensor(List<Integer> shape, double[] data) {
        this.shape = shape;
        this.data = data;
    }

    /** From {@code {"shape": […], "data": […]}}, or from a plain list or a number, which stand for themselves. */
    public static ReferenceTensor of(JsonNode json) {
        if (json.isNumber()) {
            return new ReferenceTensor(List.of(), new double[] {json.asDouble()});
        }
        if (json.isArray()) {
            return new ReferenceTensor(List.of(json.size()), numbers(json));
        }
        List<Integer> shape = StreamSupport.stream(json.required("shape").spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
        return new ReferenceTensor(shape, numbers(json.required("data")));
    }

    /** With the batch axis in front. */
    public List<Integer> shape() {
        return shape;
    }

    /** A copy of the numbers. */
    public double[] doubles() {
        return data.clone();
    }

    /** The numbers in single precision. */
    public float[] floats() {
        float[] floats = new float[data.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) data[i];
        }
        return floats;
    }

    /** The first axis. */
    public int rows() {
        return shape.get(0);
    }

    /** The axes behind the first. */
    public Shape rowShape() {
        return Shape.of(shape.subList(1, shape.size()));
    }

    /** The rows as a matrix with an array of its own. */
    public Matrix matrix() {
        return Matrix.of(floats(), rows(), rowShape());
    }

    /** {@code 1e-5 · max(1, the largest magnitude)}: how far an answer in single precision may be off. */
    public double tolerance() {
        return 1e-5 * Math.max(1, Arrays.stream(data).map(Math::abs).max().orElse(0));
    }

    // NaN and the infinities are no JSON numbers: where they occur they are spelt as strings.
    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(n -> n.isTextual() ? Double.parseDouble(n.asText()) : n.asDouble())
                .toArray();
    }
}
