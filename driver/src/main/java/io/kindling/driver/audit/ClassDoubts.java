package io.kindling.driver.audit;

import java.util.List;

/**
 * Of classes.
 *
 * @param accuracy the model's, on rows that it was not fitted to
 * @param guessing the accuracy of always naming the most frequent class
 * @param sure rows that the model is surest of, about a tenth of all: those where the highest score is farthest above the second
 * @param wrong those among them whose label is another than the model's
 */
public record ClassDoubts(long rows, double accuracy, double guessing, long sure, long wrong, List<String> examples)
        implements Doubts {
    public ClassDoubts {
        examples = List.copyOf(examples);
    }

    /** By how much of the way from guessing to perfection the model is better (Cohen's kappa, with the guess for its chance). */
    public double skill() {
        return guessing >= 1 ? 0 : (accuracy - guessing) / (1 - guessing);
    }
}
