package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.History.Point;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Series;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The validation loss jumps where the training loss between the validations does not: there are too few rows to judge by. */
final class NoisyValidation implements Rule {
    private static final int VALIDATIONS = 8;
    private static final double ROUGH = 0.12;

    private static final Found FOUND = new Found(
            "noisy_validation",
            Severity.WARNING,
            "noisy validation",
            "too few validation rows: what is kept as the best is best by chance",
            "give validation more rows (data.validation: {fraction: 0.2}, or a source of its own), and training.early_stopping more patience");

    @Override
    public Optional<Verdict> judge(History history) {
        List<Point> validations = history.validations();
        if (validations.size() < VALIDATIONS) {
            return Optional.empty();
        }
        Series late = Series.of(validations).part(0.25, 1);
        Series training = between(history).part(0.25, 1);
        if (late.roughness() > ROUGH
                && late.rising() > 0.3
                && late.rising() < 0.7
                && training.roughness() < late.roughness() / 2) {
            return Optional.of(FOUND.at(
                    history,
                    validations.get(0).step(),
                    "from validation to validation the loss of the %d rows jumps by %.0f %%, that of training by %.0f %%",
                    history.task().validationRows(),
                    100 * late.roughness(),
                    100 * training.roughness()));
        }
        return Optional.empty();
    }

    /** The training losses between validations. */
    private static Series between(History history) {
        List<Point> means = new ArrayList<>();
        long after = 0;
        for (Point validation : history.validations()) {
            double mean = history.trainingLoss(after, validation.step());
            if (!Double.isNaN(mean)) {
                means.add(new Point(validation.step(), mean));
            }
            after = validation.step();
        }
        return Series.of(means);
    }
}
