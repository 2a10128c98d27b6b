package io.kindling.kernels.recurrent;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), one layer in one
 * direction; PyTorch's {@code LSTM} with {@code batch_first}. Takes [time, features]; gives the state after the last step
 * [units], or after every step [time, units]. At each step, from a state h and a cell c that start as 0:
 *
 * <pre>
 * i = σ(W_ii x + b_ii + W_hi h + b_hi)       f = σ(W_if x + b_if + W_hf h + b_hf)
 * g = tanh(W_ig x + b_ig + W_hg h + b_hg)    o = σ(W_io x + b_io + W_ho h + b_ho)
 * c = f · c + i · g                          h = o · tanh(c)
 * </pre>
 *
 * <p>A row ends where its padding begins: what lies there has no effect, its outputs are 0, and so is the state of a row
 * without a step. Parameters are {@link Recurrent}'s, the gates in the order i, f, g, o. Gradients through many steps may
 * explode: set {@code training.clip_norm}, to 1 for a start (Pascanu, Mikolov, Bengio 2013).
 *
 * @param units width of the state
 * @param returnSequences whether the output is every step's state
 */
@Help("Long short-term memory over [time, features]; wants training.clip_norm, such as 1; PyTorch's LSTM")
public record Lstm(
        @Range("[1, inf)") @Help("Width of the state") int units,

        @Default("false") @Help("Whether the output is every step's state, [time, units], not the last one's alone")
        boolean returnSequences)
        implements Recurrent {
    public Lstm {
        if (units < 1) {
            throw new IllegalArgumentException("lstm takes 1 unit or more, not " + units);
        }
    }

    /** With the last step's state as output. */
    public Lstm(int units) {
        this(units, false);
    }

    /** The same with every step's state as output, or the last one's alone. */
    public Lstm withReturnSequences(boolean everyStep) {
        return new Lstm(units, everyStep);
    }

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Steps steps = new Steps(pass, x, units, 4 * units, parameters);
        LstmWalk walk = new LstmWalk(
                steps, steps.matrix(4 * units), steps.matrix(units), States.zeros(steps, y, returnSequences));
        walk.forward();
        return walk::backward;
    }
}
