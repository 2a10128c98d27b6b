package io.kindling.driver.verdict;

import java.util.OptionalInt;

/**
 * What a run sets out to learn, as far as verdicts depend on it.
 *
 * @param classes how many there are to tell apart; empty where numbers are predicted
 * @param trainingRows rows of training
 * @param validationRows rows of validation; 0 where there are none
 * @param steps of the run
 * @param stepsPerEpoch until every row has come once
 */
public record Task(OptionalInt classes, long trainingRows, long validationRows, long steps, long stepsPerEpoch) {
    /** The loss in nats of saying that all classes are equally likely; NaN where numbers are predicted. */
    public double chanceLoss() {
        return classes.isPresent() ? Math.log(classes.getAsInt()) : Double.NaN;
    }
}
