package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.AddDecayedWeights;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByAdadelta;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Adadelta: finds the length of its steps from those it took. */
@Help("Finds the length of its steps from those it took; PyTorch's Adadelta")
public record Adadelta(
        @Default("1.0") @Range("[0, inf)") @Help("Factor on the steps that it finds by itself")
        double learningRate,

        @Default("0.9") @Range("[0, 1)") @Help("How much of the running mean squares stays at each step")
        double rho,

        @Default("1e-6") @Range("(0, inf)") @Help("Lets the first step begin, and keeps the division finite")
        double epsilon,

        @Default("0")
        @Range("[0, inf)")
        @Help("L2: so much of each weight (no bias) is added to its gradient; PyTorch's weight_decay")
        double l2)
        implements OptimizerSettings {
    @Override
    public List<Rule> rules() {
        return List.of(new AddDecayedWeights(l2), new ScaleByAdadelta(rho, epsilon), new ScaleByLearningRate());
    }
}
