package io.kindling.driver.train;

/**
 * What training sets out to do.
 *
 * @param name of the run
 * @param rows training rows
 * @param validationRows validation rows; 0 where there are none
 * @param parameters how many numbers are learned
 * @param steps in all
 * @param stepsPerEpoch until every row has come once
 */
public record TrainingPlan(
        String name, long rows, long validationRows, int parameters, long steps, long stepsPerEpoch) {}
