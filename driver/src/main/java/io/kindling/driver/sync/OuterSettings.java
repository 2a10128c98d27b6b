package io.kindling.driver.sync;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.NesterovMomentum;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.List;

/**
 * The step that is taken on the mean change d of the weights over a round: {@code b ← momentum · b − d,
 * w ← w − learningRate · (momentum · b − d)} (Douillard et al. 2023: DiLoCo, with Nesterov's momentum as PyTorch's SGD has
 * it). With a rate of 1 and no momentum it is the mean of the shards' weights.
 */
public record OuterSettings(
        @Default("0.9") @Range("(0, inf)") @Help("What part of the shards' mean change is taken")
        double learningRate,

        @Default("0.5")
        @Range("[0, 1)")
        @Help("How much of the last rounds' changes goes on into the next (Nesterov's)")
        double momentum) {
    /** What did best on the digits of MNIST with 8 and 32 local steps; see docs/sync.md. */
    static final OuterSettings USUAL = new OuterSettings(0.9, 0.5);

    /** An optimizer whose gradients are the mean changes, turned round. */
    Optimizer optimizer(ParameterLayout layout) {
        List<Rule> rules = momentum == 0
                ? List.of(new ScaleByLearningRate())
                : List.of(new NesterovMomentum(momentum), new ScaleByLearningRate());
        return new Optimizer(rules, learningRate, (rate, step) -> rate, Segments.of(layout), layout.parameters());
    }
}
