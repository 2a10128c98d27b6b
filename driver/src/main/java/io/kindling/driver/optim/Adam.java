package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.AddDecayedWeights;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByAdam;
import io.kindling.driver.optim.rule.ScaleByAmsgrad;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Adam: the gradients' running mean divided by the root of their running mean square. */
@Help("The gradients' running mean divided by the root of their running mean square; PyTorch's Adam")
public record Adam(
        @Default("0.001") @Range("[0, inf)") @Help("How far a step goes; the schedule starts from it")
        double learningRate,

        @Default("0.9") @Range("[0, 1)") @Help("How much of the gradients' running mean stays at each step")
        double beta1,

        @Default("0.999") @Range("[0, 1)") @Help("How much of their running mean square stays at each step")
        double beta2,

        @Default("1e-8") @Range("(0, inf)") @Help("Added to the divisor, which keeps the division finite")
        double epsilon,

        @Default("false") @Help("Whether to divide by the largest mean square so far (AMSGrad)")
        boolean amsgrad,

        @Default("0")
        @Range("[0, inf)")
        @Help("L2: so much of each weight (no bias) is added to its gradient; PyTorch's weight_decay")
        double l2)
        implements OptimizerSettings {
    @Override
    public List<Rule> rules() {
        return List.of(
                new AddDecayedWeights(l2),
                amsgrad ? new ScaleByAmsgrad(beta1, beta2, epsilon) : new ScaleByAdam(beta1, beta2, epsilon),
                new ScaleByLearningRate());
    }
}
