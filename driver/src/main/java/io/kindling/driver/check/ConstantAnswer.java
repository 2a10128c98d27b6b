package io.kindling.driver.check;

import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.work.TargetWork.Targets;

/** The best that a network can say which does not look at the rows, and the best that any can say: yardsticks for what it learns. */
final class ConstantAnswer {
    /** A class that does not occur is not impossible. */
    private static final double LEAST_SHARE = 1e-6;

    private ConstantAnswer() {}

    /**
     * The output that has the least loss for targets of this kind: the logarithm of the classes' shares, or the mean. (For the
     * absolute error it would be the median; the mean is near enough.)
     *
     * @return a vector along the output's last axis
     */
    static float[] best(Model model, Targets targets) {
        float[] output = new float[model.output().last()];
        double[] mean = targets.mean();
        for (int i = 0; i < output.length && mean.length > 0; i++) {
            double value = mean[i % mean.length];
            output[i] = (float)
                    switch (model.loss().targetKind()) {
                        case CLASS_INDEX, PROBABILITIES -> Math.log(Math.max(LEAST_SHARE, value));
                        case BINARY -> logit(value);
                        case NUMBER -> value;
                    };
        }
        return output;
    }

    /** The least loss that any network can have with such targets: soft ones, and smoothed ones, leave some. */
    static double leastLoss(Model model, Targets targets) {
        double smoothing = model.loss() instanceof CrossEntropy loss ? loss.labelSmoothing() : 0;
        int classes = model.output().last();
        double other = smoothing / classes;
        double truth = 1 - smoothing + other;
        double smoothed = smoothing == 0 ? 0 : -truth * Math.log(truth) - (classes - 1) * other * Math.log(other);
        return Math.max(smoothed, targets.entropy());
    }

    private static double logit(double share) {
        double within = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share));
        return Math.log(within / (1 - within));
    }
}
