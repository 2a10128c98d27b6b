package io.kindling.kernels.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures from a confusion matrix.
 *
 * @param counts [truth · classes + predicted], weighted
 * @param classes how many classes
 */
record Confusion(double[] counts, int classes) {
    double accuracy() {
        double right = 0;
        double all = 0;
        for (int c = 0; c < classes; c++) {
            right += counts[c * classes + c];
        }
        for (double count : counts) {
            all += count;
        }
        return right / all;
    }

    /** Of those predicted to be of the class, the share that is; 0 where none was predicted. */
    double precision(int label) {
        double predicted = 0;
        for (int truth = 0; truth < classes; truth++) {
            predicted += counts[truth * classes + label];
        }
        return predicted == 0 ? 0 : counts[label * classes + label] / predicted;
    }

    /** Of those of the class, the share that was found; 0 where there are none. */
    double recall(int label) {
        double present = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            present += counts[label * classes + predicted];
        }
        return present == 0 ? 0 : counts[label * classes + label] / present;
    }

    /** Which classes are there, but were never predicted. */
    List<Integer> neverPredicted() {
        return IntStream.range(0, classes).filter(this::isMissed).boxed().toList();
    }

    private boolean isMissed(int label) {
        double predicted = 0;
        double present = 0;
        for (int other = 0; other < classes; other++) {
            predicted += counts[other * classes + label];
            present += counts[label * classes + other];
        }
        return predicted == 0 && present > 0;
    }

    /** The harmonic mean of precision and recall; 0 where both are. */
    double f1(int label) {
        double precision = precision(label);
        double recall = recall(label);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
