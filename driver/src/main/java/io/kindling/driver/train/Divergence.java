package io.kindling.driver.train;

import io.kindling.kernels.work.DiagnosisWork;

/** Finds out where numbers stopped being finite, and says so. */
final class Divergence {
    private Divergence() {}

    /** Repeats the step layer by layer and names the first place that is not finite. */
    static String locate(GradientAggregator rows, long step, float[] parameters) {
        for (float parameter : parameters) {
            if (!Float.isFinite(parameter)) {
                return DiagnosisWork.PARAMETERS;
            }
        }
        return DiagnosisWork.firstPlace(rows.aggregate(new DiagnosisWork(step), parameters, "looking for the cause")
                .tally());
    }

    static String message(long step, double loss, String place, double learningRate) {
        return "Training stopped at step " + step + ": "
                + (Double.isFinite(loss) ? "the gradient is no longer finite" : "the loss is " + loss)
                + ". It first appears in " + place + ". Likely causes: a learning rate that is too high (it was "
                + learningRate
                + "; try a tenth), features or targets that are not scaled (data.standardize, data.scale,"
                + " data.label.standardize), or exploding gradients (training.clip_norm: 1).";
    }
}
