package io.kindling.driver.train;

import io.kindling.driver.optim.OptimizerState;

/**
 * All that the loop needs to go on exactly. What is drawn (the order of rows, dropout) follows from the seed and the step. The
 * arrays are the trainer's own: write or copy them before the next step.
 *
 * @param step how many were taken
 * @param rowsSeen in them
 * @param nanos spent in them
 * @param sinceReport losses since the last validation
 * @param ofEpoch losses of the epoch at hand
 * @param trainLoss mean over the last whole epoch; NaN before there was one
 * @param weights the model's flat array
 * @param optimizer its memory and the schedule's
 * @param best the best weights so far
 */
public record TrainingState(
        long step,
        long rowsSeen,
        long nanos,
        LossSum sinceReport,
        LossSum ofEpoch,
        double trainLoss,
        float[] weights,
        OptimizerState optimizer,
        BestSoFar best) {}
