package io.kindling.driver.train;

/**
 * One step, just taken.
 *
 * @param step counted from 1
 * @param epoch counted from 1
 * @param loss mean over the step's rows, before the update
 * @param weight what the rows counted in that mean
 * @param gradientNorm Euclidean norm of the mean gradient, before clipping
 * @param learningRate used in this step
 * @param rows in the step's batch
 * @param nanos since training started, validation left out
 * @param round where the time of the step's round went
 * @param updateNanos what the update behind it took
 */
public record StepReport(
        long step,
        long epoch,
        double loss,
        double weight,
        double gradientNorm,
        double learningRate,
        long rows,
        long nanos,
        RoundTimes round,
        long updateNanos) {}
