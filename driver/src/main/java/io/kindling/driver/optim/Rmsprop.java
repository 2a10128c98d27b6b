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
public record Rmsprop(
        @Default("0.01") @Range("[0, inf)") @Help("How far a step goes.")
        double learningRate,

        @Default("0.99") @Range("[0, 1)") @Help("How much of the mean square stays at each step.")
        double alpha,

        @Default("1e-8") @Range("(0, inf)") @Help("Keeps the division finite.")
        double epsilon,

        @Default("0") @Range("[0, 1)") @Help("How much of the last update goes on into the next.")
        double momentum,

        @Default("0") @Range("[0, inf)") @Help("Pull of weights towards zero, added to the gradient.")
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
