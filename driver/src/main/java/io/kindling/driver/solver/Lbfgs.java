package io.kindling.driver.solver;

import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.function.Supplier;

/**
 * L-BFGS over all rows; OWL-QN where {@code l1} is above 0. Minimises the mean loss + {@code l2}/2·‖w‖² + {@code l1}·‖w‖₁, where
 * w are the weights without biases and norms: MLlib's objective, whose intercepts are free, too.
 */
@Help("All rows at each step, with a line search (Breeze's L-BFGS; OWL-QN if l1 is above 0)")
public record Lbfgs(
        @Default("10") @Range("[1, 1000]") @Help("Of how many iterations the curvature is remembered; two arrays each")
        int history,

        @Default("1e-6")
        @Range("[0, 1)")
        @Help("Training ends when the gradient's norm is at most this times that of the weights (or 1, if that is"
                + " less), or the loss falls by less than a thousandth of this, relatively")
        double tolerance,

        @Default("0")
        @Range("[0, inf)")
        @Help("Half of this, times the sum of the squared weights (no biases), is added to the mean loss")
        double l2,

        @Default("0")
        @Range("[0, inf)")
        @Help("This, times the sum of the weights' magnitudes (no biases), is added to the mean loss")
        double l1)
        implements SolverSettings {
    @Override
    public boolean fullBatch() {
        return true;
    }

    @Override
    public void demand() {
        FullBatch.demandBreeze();
    }

    @Override
    public Synchronization rounds(Model model, Supplier<Synchronization> batches) {
        return new FullBatch(model, this);
    }
}
