package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.AddDecayedWeights;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.driver.optim.rule.ScaleByNadam;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Adam whose mean looks a step ahead. */
@Help("Adam whose mean looks a step ahead; PyTorch's NAdam (1.13)")
public record Nadam(
        @Default("0.002") @Range("[0, inf)") @Help("How far a step goes; the schedule starts from it")
        double learningRate,

        @Default("0.9") @Range("[0, 1)") @Help("How much of the gradients' running mean stays at each step")
        double beta1,

        @Default("0.999") @Range("[0, 1)") @Help("How much of their running mean square stays at each step")
        double beta2,

        @Default("1e-8") @Range("(0, inf)") @Help("Added to the divisor, which keeps the division finite")
        double epsilon,

        @Default("0.004") @Range("[0, inf)") @Help("How fast the look ahead grows")
        double momentumDecay,

        @Default("0")
        @Range("[0, inf)")
        @Help("L2: so much of each weight (no bias) is added to its gradient; PyTorch's weight_decay")
        double l2)
        implements OptimizerSettings {
    @Override
    public List<Rule> rules() {
        return List.of(
                new AddDecayedWeights(l2),
                new ScaleByNadam(beta1, beta2, epsilon, momentumDecay),
                new ScaleByLearningRate());
    }
}
