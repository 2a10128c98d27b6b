package io.kindling.kernels.layer;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;

/**
 * Sets each number to zero with a probability while training, and scales the others up so that the mean stays
 * (Srivastava et al. 2014, inverted as everywhere today). Outside training it changes nothing. What is dropped is a pure
 * function of seed, step, row and position, so that a repeated task drops the same.
 *
 * @param rate the probability, in [0, 1)
 */
@Help("While training, sets random numbers to 0 and scales up the others; PyTorch's Dropout")
public record Dropout(
        @Default("0.5") @Range("[0, 1)") @Help("The share of numbers set to zero")
        double rate) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int stream = pass.nextStream();
        drop(pass, stream, x, y);
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                drop(pass, stream, dy, dx);
            }
        };
    }

    private void drop(Pass pass, int stream, Matrix x, Matrix y) {
        if (!pass.training() || rate == 0) {
            System.arraycopy(x.array(), x.offset(), y.array(), y.offset(), x.size());
            return;
        }
        for (int row = 0; row < x.rows(); row++) {
            pass.kernels()
                    .elementwise()
                    .dropout(
                            (float) rate,
                            pass.drawKey(stream, row),
                            x.array(),
                            x.rowOffset(row),
                            y.array(),
                            y.rowOffset(row),
                            x.columns());
        }
    }
}
