package io.kindling.driver.train;

import io.kindling.kernels.work.DiagnosisWork;

/** Finds out where numbers stopped being finite, and says so. */
final class Divergence {
    private Divergence() {}

    /**
     * Repeats the step layer by layer, and tells the first place that is not finite.
     *
     * @param step counted from 0
     */
    static DivergedException at(
            long step, double loss, GradientAggregator rows, float[] parameters, double learningRate) {
        String place = finite(parameters)
                ? DiagnosisWork.firstPlace(rows.aggregate(new DiagnosisWork(step), parameters, "looking for the cause")
                        .tally())
                : "the parameters themselves, after an update";
        return at(step, loss, place, learningRate);
    }

    /**
     * Of a round in which each shard has its own weights, which are gone with the round.
     *
     * @param step counted from 0
     * @param before how many steps the round had taken before this one
     */
    static DivergedException amongLocalSteps(long step, int before, double loss, double learningRate) {
        String place = "a shard that had taken " + before + " steps by itself (training.sync.local_steps; with 1 the"
                + " layer is found)";
        return at(step, loss, place, learningRate);
    }

    private static DivergedException at(long step, double loss, String place, double learningRate) {
        return new DivergedException("Training stopped at step " + (step + 1) + ": "
                + (Double.isFinite(loss) ? "numbers are no longer finite" : "the loss is " + loss)
                + ". It first appears in " + place + ". Likely causes: a learning rate that is too high (it was "
                + learningRate
                + "; try a tenth), features or targets that are not scaled (data.standardize, data.scale,"
                + " data.label.standardize), or exploding gradients (training.clip_norm: 1).");
    }

    static boolean finite(float[] parameters) {
        for (float parameter : parameters) {
            if (!Float.isFinite(parameter)) {
                return false;
            }
        }
        return true;
    }
}
