package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.AddDecayedWeights;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByAdagrad;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Adagrad: gradients divided by the root of all their squares so far; suits rare features. */
@Help("Gradients divided by the root of all their squares so far; suits rare features; PyTorch's Adagrad")
public record Adagrad(
        @Default("0.01") @Range("[0, inf)") @Help("How far a step goes; the schedule starts from it")
        double learningRate,

        @Default("1e-10") @Range("(0, inf)") @Help("Added to the divisor, which keeps the division finite")
        double epsilon,

        @Default("0")
        @Range("[0, inf)")
        @Help("L2: so much of each weight (no bias) is added to its gradient; PyTorch's weight_decay")
        double l2)
        implements OptimizerSettings {
    @Override
    public List<Rule> rules() {
        return List.of(new AddDecayedWeights(l2), new ScaleByAdagrad(epsilon), new ScaleByLearningRate());
    }
}
