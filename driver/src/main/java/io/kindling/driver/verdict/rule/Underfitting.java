package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Series;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.Optional;

/** The training rows themselves are not learned, and nothing moves any more: the network is too small or held back. */
final class Underfitting implements Rule {
    private static final int LINES = 20;
    /** Of what the loss is without any learning. */
    private static final double HIGH = 0.8;

    private static final double STILL = 0.02;

    private static final Found FOUND = new Found(
            "underfitting",
            Severity.WARNING,
            "underfitting",
            "a network that is too small, too much dropout or weight_decay, or features that do not tell the answer",
            "take wider or more layers, less dropout and weight_decay, standardise the features (data.transformers or data.scale), and"
                    + " look at the labels (kindling audit)");

    @Override
    public Optional<Verdict> judge(History history) {
        Series losses = Series.of(history.training());
        if (losses.size() < LINES) {
            return Optional.empty();
        }
        double start = Double.isNaN(history.task().chanceLoss())
                ? losses.values()[0]
                : history.task().chanceLoss();
        double third = losses.part(0.5, 0.75).mean();
        double last = losses.part(0.75, 1).mean();
        if (last > HIGH * start && last > (1 - STILL) * third && last < 1.5 * start) {
            return Optional.of(FOUND.at(
                    history,
                    history.training().get(losses.size() / 2).step(),
                    "the training loss stays at %.4g, %.0f %% of the %.4g that it is without any learning, and came from %.4g in"
                            + " the quarter before",
                    last,
                    100 * last / start,
                    start,
                    third));
        }
        return Optional.empty();
    }
}
