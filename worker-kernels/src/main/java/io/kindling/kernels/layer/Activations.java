package io.kindling.kernels.layer;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;

/**
 * Where a chain's values between its layers lie: each in its own place where the way back will want them, else in two
 * places in turn.
 */
final class Activations {
    private final Pass pass;
    private final int rows;
    private final Slice[] buffers;
    private int turn;

    Activations(Pass pass, int rows, List<Layer> plan, Shape input) {
        this.pass = pass;
        this.rows = rows;
        this.buffers = pass.isForwardOnly() ? new Slice[2] : null;
        if (buffers != null) {
            int largest = largest(plan, input);
            for (int i = 0; i < Math.min(2, plan.size() - 1); i++) {
                buffers[i] = pass.scratch().vector(Math.multiplyExact(rows, largest));
            }
        }
    }

    /** Room for the next value. */
    Matrix next(Shape shape) {
        if (buffers == null) {
            return pass.scratch().matrix(rows, shape);
        }
        Slice buffer = buffers[turn++ & 1];
        return new Matrix(buffer.array(), buffer.offset(), rows, shape);
    }

    private static int largest(List<Layer> plan, Shape input) {
        int largest = 0;
        Shape shape = input;
        for (Layer layer : plan.subList(0, plan.size() - 1)) {
            shape = layer.outputShape(shape);
            largest = Math.max(largest, shape.size());
        }
        return largest;
    }
}
