package io.kindling.driver.verdict.rule;

import io.kindling.driver.verdict.Found;
import io.kindling.driver.verdict.History;
import io.kindling.driver.verdict.History.Point;
import io.kindling.driver.verdict.Rule;
import io.kindling.driver.verdict.Series;
import io.kindling.driver.verdict.Verdict;
import io.kindling.driver.verdict.Verdict.Severity;
import java.util.List;
import java.util.Optional;

/** The training loss goes on falling while that of the validation rows rises: the network learns its rows by heart. */
final class Overfitting implements Rule {
    /** So many validations in a row behind the best one. */
    private static final int WORSE = 3;

    private static final double RISEN = 0.15;
    /** So many times what it jumps by from one validation to the next: a few rows have a best one by chance. */
    private static final double JUMPS = 3;

    private static final double FALLEN = 0.85;

    private static final Found FOUND = new Found(
            "overfitting",
            Severity.WARNING,
            "overfitting",
            "more parameters or epochs than the rows have to teach",
            "set training.early_stopping, add dropout or training.optimizer's weight_decay or training.augmentation, take narrower layers, or"
                    + " more rows");

    @Override
    public Optional<Verdict> judge(History history) {
        List<Point> validations = history.validations();
        int best = best(validations);
        int last = validations.size() - 1;
        if (last - best < WORSE || best < 0) {
            return Optional.empty();
        }
        double behind = validations.subList(last - WORSE + 1, last + 1).stream()
                .mapToDouble(Point::loss)
                .average()
                .orElseThrow();
        double atBest = history.trainingLoss(
                best == 0 ? 0 : validations.get(best - 1).step(),
                validations.get(best).step());
        double now = history.trainingLoss(
                validations.get(last - 1).step(), validations.get(last).step());
        double jumps = Series.of(validations).roughness();
        double risen = behind / validations.get(best).loss() - 1;
        if (risen > Math.max(RISEN, JUMPS * jumps) && now < FALLEN * atBest) {
            return Optional.of(FOUND.at(
                    history,
                    validations.get(best).step(),
                    "since epoch %d the validation loss has risen from %.4g to %.4g, while the training loss fell from %.4g to %.4g",
                    (validations.get(best).step() + history.task().stepsPerEpoch() - 1)
                            / history.task().stepsPerEpoch(),
                    validations.get(best).loss(),
                    behind,
                    atBest,
                    now));
        }
        return Optional.empty();
    }

    private static int best(List<Point> validations) {
        int best = -1;
        for (int i = 0; i < validations.size(); i++) {
            if (best < 0 || validations.get(i).loss() < validations.get(best).loss()) {
                best = i;
            }
        }
        return best;
    }
}
