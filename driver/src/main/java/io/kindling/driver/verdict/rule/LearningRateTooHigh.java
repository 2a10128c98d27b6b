package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Series;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.Optional;

/** The loss jumps up and down without getting lower, stays far above that of guessing, or is no number any more. */
final class LearningRateTooHigh implements Rule {
    private static final int LINES = 10;
    private static final double ROUGH = 0.15;
    private static final double HARDLY_LOWER = 0.8;
    private static final double WORSE_THAN_GUESSING = 1.5;

    private static final Found FOUND = new Found(
            "learning_rate_too_high",
            Severity.ERROR,
            "learning rate too high",
            "steps that are longer than the valley is wide",
            "lower training.optimizer's learning_rate to a tenth (kindling check suggests one), or set training.schedule with warmup_steps, or"
                    + " training.clip_norm: 1");

    @Override
    public Optional<Verdict> judge(History history) {
        if (history.hasDiverged()) {
            return Optional.of(FOUND.at(
                    history, history.step(), "after step %d the loss was no finite number any more", history.step()));
        }
        Series losses = Series.of(history.training());
        if (losses.size() < LINES) {
            return Optional.empty();
        }
        double before = losses.values()[0];
        double chance = history.task().chanceLoss();
        double level = Double.isNaN(chance) ? before : Math.max(before, chance);
        Series late = losses.part(0.5, 1);
        if (late.smallest() > WORSE_THAN_GUESSING * chance) {
            return Optional.of(FOUND.at(
                    history,
                    history.training().get(0).step(),
                    "in the second half the training loss is %.3g in the mean and never below %.3g, where saying that all classes are"
                            + " equally likely has %.3g",
                    late.mean(),
                    late.smallest(),
                    chance));
        }
        if (late.roughness() > ROUGH && late.rising() > 0.3 && late.mean() > HARDLY_LOWER * level) {
            return Optional.of(FOUND.at(
                    history,
                    history.training().get(0).step(),
                    "the training loss jumps by %.0f %% from line to line of metrics.csv and is %.3g in the mean of the second half,"
                            + " after %.3g in the first line",
                    100 * late.roughness(),
                    late.mean(),
                    before));
        }
        return Optional.empty();
    }
}
