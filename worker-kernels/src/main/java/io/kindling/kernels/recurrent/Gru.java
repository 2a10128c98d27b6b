package io.kindling.kernels.recurrent;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;

/**
 * Gated recurrent units (Cho et al. 2014, with the reset gate behind the product), one layer in one direction; PyTorch's
 * {@code GRU} with {@code batch_first}, Keras's with {@code reset_after}. Takes [time, features]; gives the state after the
 * last step [units], or after every step [time, units]. At each step, from a state h that starts as 0:
 *
 * <pre>
 * r = σ(W_ir x + b_ir + W_hr h + b_hr)           z = σ(W_iz x + b_iz + W_hz h + b_hz)
 * n = tanh(W_in x + b_in + r · (W_hn h + b_hn))  h = (1 - z) · n + z · h
 * </pre>
 *
 * <p>A row ends where its padding begins: what lies there has no effect, its outputs are 0, and so is the state of a row
 * without a step. Parameters are {@link Recurrent}'s, the gates in the order r, z, n. Gradients through many steps may
 * explode: set {@code training.clip_norm}, to 1 for a start (Pascanu, Mikolov, Bengio 2013).
 *
 * @param units width of the state
 * @param returnSequences whether the output is every step's state
 */
@Help("Gated recurrent units over [time, features]; wants training.clip_norm, such as 1; PyTorch's GRU")
public record Gru(
        @Range("[1, inf)") @Help("Width of the state") int units,

        @Default("false") @Help("Whether the output is every step's state, [time, units], not the last one's alone")
        boolean returnSequences)
        implements Recurrent {
    public Gru {
        if (units < 1) {
            throw new IllegalArgumentException("gru takes 1 unit or more, not " + units);
        }
    }

    /** With the last step's state as output. */
    public Gru(int units) {
        this(units, false);
    }

    /** The same with every step's state as output, or the last one's alone. */
    public Gru withReturnSequences(boolean everyStep) {
        return new Gru(units, everyStep);
    }

    @Override
    public String name() {
        return "gru";
    }

    @Override
    public int gates() {
        return 3;
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Steps steps = new Steps(pass, x, units, 3 * units, parameters);
        GruWalk walk = new GruWalk(
                steps, steps.matrix(3 * units), steps.matrix(3 * units), States.zeros(steps, y, returnSequences));
        walk.forward();
        return walk::backward;
    }
}
