package io.kindling.driver.train;

/**
 * One step, just taken.
 *
 * @param step counted from 1
 * @param epoch counted from 1
 * @param loss mean over the step's rows, before the update
 * @param gradientNorm Euclidean norm of the mean gradient, before clipping
 * @param learningRate used in this step
 * @param rows in the step's batch, by weight of the loss
 * @param nanos since training started, validation left out
 */
public record StepReport(
        long step, long epoch, double loss, double gradientNorm, double learningRate, double rows, long nanos) {}
