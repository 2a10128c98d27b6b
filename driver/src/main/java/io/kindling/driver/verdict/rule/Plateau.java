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

/** Neither the training loss nor that of the validation rows has moved for half of the run. */
final class Plateau implements Rule {
    private static final int VALIDATIONS = 10;
    private static final double STILL = 0.01;

    private static final Found FOUND = new Found(
            "plateau",
            Severity.NOTE,
            "plateau",
            "all is learned that this network with this learning rate can",
            "stop earlier (training.early_stopping or fewer epochs), or lower the rate by training.schedule: plateau or cosine");

    @Override
    public Optional<Verdict> judge(History history) {
        List<Point> validations = history.validations();
        Series training = Series.of(history.training());
        if (validations.size() < VALIDATIONS || training.size() < VALIDATIONS) {
            return Optional.empty();
        }
        Series losses = Series.of(validations);
        double bestBefore = losses.part(0, 0.5).smallest();
        double bestAfter = losses.part(0.5, 1).smallest();
        double trainingBefore = training.part(0.5, 0.75).mean();
        double trainingAfter = training.part(0.75, 1).mean();
        if (Math.abs(bestAfter / bestBefore - 1) < STILL && Math.abs(trainingAfter / trainingBefore - 1) < STILL) {
            return Optional.of(FOUND.at(
                    history,
                    validations.get(validations.size() / 2).step(),
                    "the best validation loss of the first half is %.4g, of the second %.4g; the training loss went from %.4g to %.4g"
                            + " in the last quarter",
                    bestBefore,
                    bestAfter,
                    trainingBefore,
                    trainingAfter));
        }
        return Optional.empty();
    }
}
