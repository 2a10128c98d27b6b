package io.kindling.kernels.metric;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.vector.Elementwise;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is counted of each vector of logits: whether the true class ranks first or among the first five, and the log loss. */
final class TopCounts {
    private static final String SLOT = "top";
    private static final int TOP_K = 5;

    private final Elementwise loops = Elementwise.best();
    private final int classes;
    private final double[] top;

    TopCounts(Tally tally, int classes) {
        this.classes = classes;
        this.top = tally.slot(SLOT, 4);
    }

    /** The true class of the output's i-th vector, from an index or from probabilities; negative where it does not count. */
    int truth(Matrix output, Matrix targets, int i) {
        boolean indices = !targets.shape().equals(output.shape());
        return indices
                ? (int) targets.array()[targets.offset() + i]
                : largest(targets.array(), targets.offset() + i * classes);
    }

    /** <em>Adds</em> a vector and returns the class that ranks first. */
    int add(float[] logits, int at, int truth, float weight) {
        int predicted = largest(logits, at);
        top[0] += weight;
        top[1] += predicted == truth ? weight : 0;
        top[2] += classes <= TOP_K || predicted == truth || isAmongFirst(logits, at, truth) ? weight : 0;
        top[3] += weight * (loops.logSumExp(logits, at, classes) - logits[at + truth]);
        return predicted;
    }

    /** The accuracies by name. */
    Map<String, Double> accuracies() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", top[1] / top[0]);
        if (classes > TOP_K) {
            figures.put("top_5_accuracy", top[2] / top[0]);
        }
        return figures;
    }

    /** The mean log loss, in nats. */
    double logLoss() {
        return top[3] / top[0];
    }

    /** The first of the largest; NaN is never larger. */
    private int largest(float[] values, int at) {
        float most = loops.maximum(values, at, classes);
        for (int c = 0; c < classes; c++) {
            if (values[at + c] == most) {
                return c;
            }
        }
        // NaN is among them.
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = values[at + c] > values[at + best] ? c : best;
        }
        return best;
    }

    /** Whether fewer than five classes rank before the true one; of equals the first does, and NaN ranks nowhere. */
    private boolean isAmongFirst(float[] logits, int at, int truth) {
        float own = logits[at + truth];
        int better = Float.isNaN(own) ? TOP_K : 0;
        for (int c = 0; c < classes && better < TOP_K; c++) {
            if (logits[at + c] > own || (c < truth && logits[at + c] == own)) {
                better++;
            }
        }
        return better < TOP_K;
    }
}
