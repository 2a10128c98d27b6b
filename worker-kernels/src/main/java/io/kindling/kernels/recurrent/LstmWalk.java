package io.kindling.kernels.recurrent;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;

/**
 * {@link Lstm}'s walk along a batch of sequences and back.
 *
 * @param gates i, f, g, o of each step [rows, time, 4 · units]; on the way back their gradients before the non-linearity
 * @param cells c after each step [rows, time, units]
 */
record LstmWalk(Steps steps, Matrix gates, Matrix cells, States states) {
    /** <em>Overwrites</em> gates, cells and states. */
    void forward() {
        Scratch scratch = steps.pass().scratch();
        long mark = scratch.mark();
        int units = steps.units();
        Slice h = scratch.vector(units);
        steps.multiplyInput(gates);
        int longest = steps.longest();
        for (int step = 0; step < longest; step++) {
            if (step > 0) {
                steps.multiplyState(step, states.before(), 1, gates);
            }
            for (int row = 0; row < gates.rows(); row++) {
                if (step < steps.length(row)) {
                    step(row, step, h);
                    states.put(row, step, h.array(), h.offset());
                }
            }
        }
        scratch.release(mark);
    }

    /** <em>Overwrites</em> h, and a row's gates and cells of one step. */
    private void step(int row, int step, Slice h) {
        Elementwise loops = loops();
        int units = steps.units();
        float[] a = gates.array();
        int i = Steps.at(gates, row, step);
        int f = i + units;
        int g = f + units;
        int o = g + units;
        loops.add(steps.parameters().array(), steps.inputBias(), a, i, 4 * units);
        loops.add(steps.parameters().array(), steps.hiddenBias(), a, i, 4 * units);
        loops.sigmoid(a, i, a, i, 2 * units);
        loops.tanh(a, g, a, g, units);
        loops.sigmoid(a, o, a, o, units);
        float[] c = cells.array();
        int now = Steps.at(cells, row, step);
        for (int j = 0; j < units; j++) {
            float before = step == 0 ? 0 : c[now - units + j];
            c[now + j] = a[f + j] * before + a[i + j] * a[g + j];
        }
        loops.tanh(c, now, h.array(), h.offset(), units);
        for (int j = 0; j < units; j++) {
            h.array()[h.offset() + j] *= a[o + j];
        }
    }

    /** As {@link io.kindling.kernels.layer.Backward#apply}. */
    void backward(Matrix dy, Slice dParameters, Matrix dx) {
        Scratch scratch = steps.pass().scratch();
        long mark = scratch.mark();
        Matrix dh = steps.zeros(Shape.of(steps.units()));
        Matrix dc = steps.zeros(Shape.of(steps.units()));
        Slice tanhC = scratch.vector(steps.units());
        for (int step = steps.time() - 1; step >= 0; step--) {
            for (int row = 0; row < gates.rows(); row++) {
                if (step < steps.length(row)) {
                    states.addGradient(row, step, dy, dh);
                    stepBack(row, step, dh, dc, tanhC);
                } else {
                    Steps.clear(gates, row, step);
                }
            }
            if (step > 0) {
                steps.multiplyGradient(step, gates, 0, dh);
            }
        }
        steps.addGradients(gates, gates, states.before(), dParameters, dx);
        scratch.release(mark);
    }

    /** <em>Overwrites</em> a row's gates of one step with their gradients, and its dc with that of the step before. */
    private void stepBack(int row, int step, Matrix dh, Matrix dc, Slice tanhC) {
        int units = steps.units();
        float[] a = gates.array();
        int i = Steps.at(gates, row, step);
        int now = Steps.at(cells, row, step);
        float[] c = cells.array();
        float[] t = tanhC.array();
        float[] dState = dh.array();
        float[] dCell = dc.array();
        int toT = tanhC.offset();
        int toDState = dh.rowOffset(row);
        int toDCell = dc.rowOffset(row);
        loops().tanh(c, now, t, toT, units);
        for (int j = 0; j < units; j++) {
            float in = a[i + j];
            float forget = a[i + units + j];
            float g = a[i + 2 * units + j];
            float out = a[i + 3 * units + j];
            float tanh = t[toT + j];
            float before = step == 0 ? 0 : c[now - units + j];
            float d = dCell[toDCell + j] + dState[toDState + j] * out * (1 - tanh) * (1 + tanh);
            a[i + j] = d * g * in * (1 - in);
            a[i + units + j] = d * before * forget * (1 - forget);
            a[i + 2 * units + j] = d * in * (1 - g) * (1 + g);
            a[i + 3 * units + j] = dState[toDState + j] * tanh * out * (1 - out);
            dCell[toDCell + j] = d * forget;
        }
    }

    private Elementwise loops() {
        return steps.pass().kernels().elementwise();
    }
}
