package io.kindling.kernels.recurrent;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.util.Arrays;

/**
 * The states of a batch of sequences, and their place in the layer's output: the last step's state of each row [rows,
 * units], or each step's [rows, time, units].
 *
 * @param before [rows, time, units]: at each step the state before it; 0 at the first one and in padding
 * @param y the output; 0 in padding and for rows without a step
 */
record States(Steps steps, Matrix before, Matrix y, boolean everyStep) {
    /** With all states 0. <em>Overwrites</em> y with zeros. */
    static States zeros(Steps steps, Matrix y, boolean everyStep) {
        Matrix before = steps.zeros(Shape.of(steps.time(), steps.units()));
        Arrays.fill(y.array(), y.offset(), y.offset() + y.size(), 0);
        return new States(steps, before, y, everyStep);
    }

    /** Puts the state after a step where it belongs. */
    void put(int row, int step, float[] h, int hOffset) {
        if (step + 1 < steps.length(row)) {
            System.arraycopy(h, hOffset, before.array(), Steps.at(before, row, step + 1), steps.units());
        }
        if (isOutput(row, step)) {
            System.arraycopy(h, hOffset, y.array(), at(y, row, step), steps.units());
        }
    }

    /** <em>Adds</em> what the loss wants of the state after a step to a row of dh. */
    void addGradient(int row, int step, Matrix dy, Matrix dh) {
        if (isOutput(row, step)) {
            steps.pass()
                    .kernels()
                    .elementwise()
                    .add(dy.array(), at(dy, row, step), dh.array(), dh.rowOffset(row), steps.units());
        }
    }

    private boolean isOutput(int row, int step) {
        return everyStep || step == steps.length(row) - 1;
    }

    private int at(Matrix output, int row, int step) {
        return everyStep ? Steps.at(output, row, step) : output.rowOffset(row);
    }
}
