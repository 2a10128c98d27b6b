package io.kindling.driver.verdict.rule;

import io.kindling.driver.report.LayerLine;
import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Series;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.List;
import java.util.Optional;

/** The loss falls, but the steps are so small that it hardly does. */
final class LearningRateTooLow implements Rule {
    private static final int LINES = 10;
    private static final double TINY = 1e-4;
    private static final double STILL_HIGH = 0.7;

    private static final Found FOUND = new Found(
            "learning_rate_too_low",
            Severity.WARNING,
            "learning rate too low",
            "steps that are too short to get anywhere in this number of epochs",
            "raise training.optimizer's learning_rate tenfold (kindling check suggests one)");

    @Override
    public Optional<Verdict> judge(History history) {
        Series losses = Series.of(history.training());
        if (losses.size() < LINES || history.looks().isEmpty()) {
            return Optional.empty();
        }
        double[] ratios = history.looks().stream()
                .flatMap(List::stream)
                .mapToDouble(LayerLine::updateRatio)
                .filter(ratio -> !Double.isNaN(ratio))
                .toArray();
        double update = new Series(ratios).median();
        double first = losses.part(0, 0.1).mean();
        double third = losses.part(0.5, 0.75).mean();
        double last = losses.part(0.75, 1).mean();
        if (update < TINY && last > STILL_HIGH * first && last < third) {
            return Optional.of(FOUND.at(
                    history,
                    1,
                    "an update changes a layer's parameters by %.1e of their size, where 1e-3 is usual, and the training loss has only"
                            + " come from %.3g to %.3g",
                    update,
                    first,
                    last));
        }
        return Optional.empty();
    }
}
