package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.AddDecayedWeights;
import io.kindling.driver.optim.rule.Momentum;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.driver.optim.rule.ScaleByRms;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** RMSProp: gradients divided by the root of their running mean square. */
@Help("Gradients divided by the root of their running mean square; PyTorch's RMSprop")
public record Rmsprop(
        @Default("0.01") @Range("[0, inf)") @Help("How far a step goes; the schedule starts from it")
        double learningRate,

        @Default("0.99") @Range("[0, 1)") @Help("How much of the gradients' running mean square stays at each step")
        double alpha,

        @Default("1e-8") @Range("(0, inf)") @Help("Added to the divisor, which keeps the division finite")
        double epsilon,

        @Default("0") @Range("[0, 1)") @Help("How much of the last update goes on into the next")
        double momentum,

        @Default("0")
        @Range("[0, inf)")
        @Help("L2: so much of each weight (no bias) is added to its gradient; PyTorch's weight_decay")
        double l2)
        implements OptimizerSettings {
    @Override
    public List<Rule> rules() {
        return List.of(
                new AddDecayedWeights(l2),
                new ScaleByRms(alpha, epsilon),
                new Momentum(momentum),
                new ScaleByLearningRate());
    }
}
