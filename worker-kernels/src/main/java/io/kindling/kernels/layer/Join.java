package io.kindling.kernels.layer;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows made of the rows of several parts, along their features or channels. A row is {@code pieces} times a block of each
 * part, one behind the other.
 *
 * @param parts shape of a row of each part
 * @param output shape of a row of the whole
 * @param pieces how many blocks of each part a row has
 */
record Join(List<Shape> parts, Shape output, int pieces) {
    /** @throws ShapeException if the parts do not fit together */
    static Join of(List<Shape> parts) {
        Shape first = parts.get(0);
        if (first.rank() < 1 || first.rank() > 3) {
            throw new ShapeException(
                    "concatenate joins outputs [n], [time, n] or [channels, height, width]; branch 0 makes " + first);
        }
        int axis = first.rank() == 3 ? 0 : first.rank() - 1;
        int length = 0;
        for (int i = 0; i < parts.size(); i++) {
            Shape part = parts.get(i);
            if (part.rank() != first.rank() || !with(part, axis, 1).equals(with(first, axis, 1))) {
                throw new ShapeException("concatenate joins along axis " + axis + ", all others must be equal; branch 0"
                        + " makes " + first + " and branch " + i + " " + part);
            }
            length += part.dimension(axis);
        }
        return new Join(parts, with(first, axis, length), axis == 0 ? 1 : first.dimension(0));
    }

    /** <em>Overwrites</em> a part's columns of the whole. */
    void put(int part, Matrix from, Matrix whole) {
        int block = block(part);
        for (int i = 0; i < from.rows() * pieces; i++) {
            System.arraycopy(from.array(), from.offset() + i * block, whole.array(), at(part, i, whole), block);
        }
    }

    /** A copy of a part's columns of the whole. */
    Matrix take(int part, Matrix whole, Pass pass) {
        Matrix to = pass.scratch().matrix(whole.rows(), parts.get(part));
        int block = block(part);
        for (int i = 0; i < to.rows() * pieces; i++) {
            System.arraycopy(whole.array(), at(part, i, whole), to.array(), to.offset() + i * block, block);
        }
        return to;
    }

    /** Where the i-th block of a part lies in the whole. */
    private int at(int part, int i, Matrix whole) {
        int before = 0;
        for (int earlier = 0; earlier < part; earlier++) {
            before += block(earlier);
        }
        return whole.offset() + i * (output.size() / pieces) + before;
    }

    private int block(int part) {
        return parts.get(part).size() / pieces;
    }

    private static Shape with(Shape shape, int axis, int length) {
        List<Integer> dimensions = new ArrayList<>(shape.dimensions());
        dimensions.set(axis, length);
        return Shape.of(dimensions);
    }
}
