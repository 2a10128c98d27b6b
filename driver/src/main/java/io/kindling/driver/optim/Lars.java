package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.Momentum;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByLarsRatio;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** LARS, for large batches: momentum with a rate of its own for each tensor. */
@Help("For large batches: momentum with a rate of its own for each tensor")
public record Lars(
        @Default("1.0") @Range("[0, inf)") @Help("Factor on every tensor's own rate")
        double learningRate,

        @Default("0.9") @Range("[0, 1)") @Help("How much of the last update goes on into the next")
        double momentum,

        @Default("0.001") @Range("(0, inf)") @Help("How far a step goes, compared with a tensor's norm")
        double trust,

        @Default("0.0005")
        @Range("[0, inf)")
        @Help("So much of each weight (no bias) joins the gradient before it gets its length")
        double weightDecay)
        implements OptimizerSettings {
    @Override
    public List<Rule> rules() {
        return List.of(new ScaleByLarsRatio(trust, weightDecay), new ScaleByLearningRate(), new Momentum(momentum));
    }
}
