package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.History.Point;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.List;
import java.util.Optional;

/** The training rows are learned to perfection, and the validation rows are guessed. */
final class SuspiciousSuccess implements Rule {
    private static final double PERFECT = 0.1;

    private static final Found FOUND = new Found(
            "suspicious_success",
            Severity.ERROR,
            "success on the training rows alone",
            "validation rows that are not like the training rows: another order of classes, another scaling, labels shifted by a row; or labels that"
                    + " have nothing to do with the features",
            "run kindling audit: it looks for shifted labels and for parts that are unlike; look at how data.train and data.validation are split and read");

    @Override
    public Optional<Verdict> judge(History history) {
        List<Point> validations = history.validations();
        if (validations.isEmpty()
                || history.task().classes().isEmpty()
                || history.accuracy().isEmpty()) {
            return Optional.empty();
        }
        double chance = 1.0 / history.task().classes().getAsInt();
        // Three deviations of guessing, so that few rows are not taken for a finding.
        double guessed = chance
                + 3
                        * Math.sqrt(chance
                                * (1 - chance)
                                / Math.max(1, history.task().validationRows()))
                + 0.05;
        double training = history.trainingLoss(
                validations.size() < 2
                        ? 0
                        : validations.get(validations.size() - 2).step(),
                validations.get(validations.size() - 1).step());
        double accuracy = history.accuracy().getAsDouble();
        if (training < PERFECT * history.task().chanceLoss() && accuracy < guessed) {
            return Optional.of(FOUND.at(
                    history,
                    validations.get(validations.size() - 1).step(),
                    "the training loss is %.4g, %.0f %% of guessing's, but the accuracy on the validation rows is %.4g, and guessing's %.4g",
                    training,
                    100 * training / history.task().chanceLoss(),
                    accuracy,
                    chance));
        }
        return Optional.empty();
    }
}
