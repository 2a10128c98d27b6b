package io.kindling.kernels.recurrent;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;

/**
 * {@link Gru}'s walk along a batch of sequences and back.
 *
 * @param gates r, z, n of each step [rows, time, 3 · units]; on the way back the gradients by {@code W_i x + b_i}
 * @param hidden {@code W_h h + b_h} of each step [rows, time, 3 · units]; on the way back the gradients by it
 */
record GruWalk(Steps steps, Matrix gates, Matrix hidden, States states) {
    /** <em>Overwrites</em> gates, hidden and states. */
    void forward() {
        Scratch scratch = steps.pass().scratch();
        long mark = scratch.mark();
        Slice h = scratch.vector(steps.units());
        steps.multiplyInput(gates);
        int longest = steps.longest();
        for (int step = 0; step < longest; step++) {
            steps.multiplyState(step, states.before(), 0, hidden);
            for (int row = 0; row < gates.rows(); row++) {
                if (step < steps.length(row)) {
                    step(row, step, h);
                    states.put(row, step, h.array(), h.offset());
                }
            }
        }
        scratch.release(mark);
    }

    /** <em>Overwrites</em> h and a row's gates of one step. */
    private void step(int row, int step, Slice h) {
        Elementwise loops = loops();
        int units = steps.units();
        float[] weights = steps.parameters().array();
        float[] a = gates.array();
        float[] b = hidden.array();
        int r = Steps.at(gates, row, step);
        int z = r + units;
        int n = z + units;
        int fromHidden = Steps.at(hidden, row, step);
        loops.add(weights, steps.inputBias(), a, r, 3 * units);
        loops.add(weights, steps.hiddenBias(), b, fromHidden, 3 * units);
        loops.add(b, fromHidden, a, r, 2 * units);
        loops.sigmoid(a, r, a, r, 2 * units);
        for (int j = 0; j < units; j++) {
            a[n + j] += a[r + j] * b[fromHidden + 2 * units + j];
        }
        loops.tanh(a, n, a, n, units);
        int before = Steps.at(states.before(), row, step);
        for (int j = 0; j < units; j++) {
            float fresh = a[n + j];
            h.array()[h.offset() + j] = fresh + a[z + j] * (states.before().array()[before + j] - fresh);
        }
    }

    /** As {@link io.kindling.kernels.layer.Backward#apply}. */
    void backward(Matrix dy, Slice dParameters, Matrix dx) {
        Scratch scratch = steps.pass().scratch();
        long mark = scratch.mark();
        Matrix dh = steps.zeros(Shape.of(steps.units()));
        for (int step = steps.time() - 1; step >= 0; step--) {
            for (int row = 0; row < gates.rows(); row++) {
                if (step < steps.length(row)) {
                    states.addGradient(row, step, dy, dh);
                    stepBack(row, step, dh);
                } else {
                    Steps.clear(gates, row, step);
                    Steps.clear(hidden, row, step);
                }
            }
            if (step > 0) {
                steps.multiplyGradient(step, hidden, 1, dh);
            }
        }
        steps.addGradients(gates, hidden, states.before(), dParameters, dx);
        scratch.release(mark);
    }

    /**
     * <em>Overwrites</em> a row's gates and hidden of one step with their gradients, and its dh with the part of the
     * gradient by the state before that does not go through them.
     */
    private void stepBack(int row, int step, Matrix dh) {
        int units = steps.units();
        float[] a = gates.array();
        float[] b = hidden.array();
        int at = Steps.at(gates, row, step);
        int to = Steps.at(hidden, row, step);
        float[] h = states.before().array();
        float[] dState = dh.array();
        int before = Steps.at(states.before(), row, step);
        int toDState = dh.rowOffset(row);
        for (int j = 0; j < units; j++) {
            float r = a[at + j];
            float z = a[at + units + j];
            float n = a[at + 2 * units + j];
            float d = dState[toDState + j];
            float dNew = d * (1 - z) * (1 - n) * (1 + n);
            float dUpdate = d * (h[before + j] - n) * z * (1 - z);
            float dReset = dNew * b[to + 2 * units + j] * r * (1 - r);
            a[at + j] = dReset;
            a[at + units + j] = dUpdate;
            a[at + 2 * units + j] = dNew;
            b[to + j] = dReset;
            b[to + units + j] = dUpdate;
            b[to + 2 * units + j] = dNew * r;
            dState[toDState + j] = d * z;
        }
    }

    private Elementwise loops() {
        return steps.pass().kernels().elementwise();
    }
}
