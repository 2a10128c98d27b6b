package io.kindling.driver.sync;

import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.sum.GradientSum;

/** A thread's memory for local steps: a shard's own weights, and the gradient of one step. */
final class LocalWeights {
    private final float[] weights;
    private final GradientSum gradient;

    LocalWeights(ParameterLayout layout) {
        this.weights = new float[layout.length()];
        this.gradient = new GradientSum(layout.parameters());
    }

    /** Starts from the weights that were sent, which may be followed by other numbers. */
    void begin(float[] sent) {
        System.arraycopy(sent, 0, weights, 0, weights.length);
    }

    float[] weights() {
        return weights;
    }

    /** A sum over no rows. */
    GradientSum emptyGradient() {
        gradient.clear();
        return gradient;
    }

    /** <em>Overwrites</em> the first numbers with the change since the start, times a weight. */
    void storeChange(float weight, float[] sent, float[] into) {
        for (int i = 0; i < weights.length; i++) {
            into[i] = weight * (weights[i] - sent[i]);
        }
    }
}
