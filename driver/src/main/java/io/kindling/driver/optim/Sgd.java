package io.kindling.driver.optim;

import io.kindling.driver.optim.rule.AddDecayedWeights;
import io.kindling.driver.optim.rule.Momentum;
import io.kindling.driver.optim.rule.NesterovMomentum;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/** Stochastic gradient descent, with momentum where asked for. */
@Help("Stochastic gradient descent, with momentum where asked for; PyTorch's SGD")
public record Sgd(
        @Default("0.01") @Range("[0, inf)") @Help("How far a step goes; the schedule starts from it")
        double learningRate,

        @Default("0") @Range("[0, 1)") @Help("How much of the last update goes on into the next")
        double momentum,

        @Default("false") @Help("Whether momentum looks a step ahead; needs a momentum above 0")
        boolean nesterov,

        @Default("0")
        @Range("[0, inf)")
        @Help("L2: so much of each weight (no bias) is added to its gradient; PyTorch's weight_decay")
        double l2)
        implements OptimizerSettings {
    /** Refuses Nesterov's momentum without momentum. */
    public Sgd {
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("nesterov is true, but momentum is 0; give a momentum, such as 0.9");
        }
    }

    @Override
    public List<Rule> rules() {
        return List.of(
                new AddDecayedWeights(l2),
                nesterov ? new NesterovMomentum(momentum) : new Momentum(momentum),
                new ScaleByLearningRate());
    }
}
