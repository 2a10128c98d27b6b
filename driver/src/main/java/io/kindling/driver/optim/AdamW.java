package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.AddDecayedWeights;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByAdam;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Adam with weight decay that the division does not touch. */
@Help("Adam with weight decay that the division does not touch; PyTorch's AdamW")
public record AdamW(
        @Default("0.001") @Range("[0, inf)") @Help("How far a step goes; the schedule starts from it")
        double learningRate,

        @Default("0.9") @Range("[0, 1)") @Help("How much of the gradients' running mean stays at each step")
        double beta1,

        @Default("0.999") @Range("[0, 1)") @Help("How much of their running mean square stays at each step")
        double beta2,

        @Default("1e-8") @Range("(0, inf)") @Help("Added to the divisor, which keeps the division finite")
        double epsilon,

        @Default("0.01")
        @Range("[0, inf)")
        @Help("Decoupled: so much of each weight (no bias), times the learning rate, is taken off at" + " each step")
        double weightDecay)
        implements OptimizerSettings {
    @Override
    public List<Rule> rules() {
        return List.of(
                new ScaleByAdam(beta1, beta2, epsilon), new AddDecayedWeights(weightDecay), new ScaleByLearningRate());
    }
}
