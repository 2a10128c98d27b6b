package io.kindling.driver.optim.rule;

/**
 * One step of the optimizer, as its rules see it. The arrays are the caller's.
 *
 * @param number the step's number from 1 on: the papers' <em>t</em>
 * @param learningRate the rate of this step, as the schedule has it
 * @param gradientNorm the norm of the mean gradient, before any rule
 * @param parameters the model's parameters; not changed before the last rule is done
 * @param update the mean gradient at first, changed by rule after rule
 * @param segments the tensors within both arrays
 * @param workers who runs loops over blocks
 */
@SuppressWarnings("ArrayRecordComponent") // hot loops take plain arrays
public record Step(
        long number,
        double learningRate,
        double gradientNorm,
        float[] parameters,
        float[] update,
        Segments segments,
        Workers workers) {}
