package io.kindling.kernels.sequence;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;

/** What layers that take a whole sequence at once ask of it. */
final class Sequences {
    private Sequences() {}

    /** The shape [features] for [time, features]. */
    static Shape features(String layer, Shape input) {
        if (input.rank() != 2) {
            throw new ShapeException(layer + " takes sequences [time, features]; this input is " + input);
        }
        return Shape.of(input.last());
    }

    /** How many steps of a row are no padding. */
    static int length(Pass pass, Matrix sequences, int row) {
        return pass.length(row, sequences.shape().dimension(0));
    }
}
