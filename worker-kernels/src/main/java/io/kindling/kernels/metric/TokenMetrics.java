package io.kindling.kernels.metric;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Of sequences with a class for each step, as a language model gives them: {@code accuracy}, {@code top_5_accuracy} (from 6
 * classes on), {@code log_loss} (nats), {@code bits_per_token} (the same in bits: {@code log_loss / ln 2}) and {@code
 * perplexity} ({@code exp(log_loss)}). Each step counts with its row's weight; where its class index is negative it does
 * not count.
 *
 * @param classes how many: the vocabulary
 */
public record TokenMetrics(int classes) implements Metrics {
    private static final double LN_2 = Math.log(2);

    @Override
    public void add(Matrix output, Matrix targets, float[] weights, Tally tally) {
        TopCounts counts = new TopCounts(tally, classes);
        int perRow = output.shape().vectors();
        for (int i = 0; i < output.rows() * perRow; i++) {
            int truth = counts.truth(output, targets, i);
            if (truth >= 0) {
                counts.add(output.array(), output.offset() + i * classes, truth, weights[i / perRow]);
            }
        }
    }

    @Override
    public Map<String, Double> figures(Tally tally) {
        TopCounts counts = new TopCounts(tally, classes);
        Map<String, Double> figures = new LinkedHashMap<>(counts.accuracies());
        figures.put("log_loss", counts.logLoss());
        figures.put("bits_per_token", counts.logLoss() / LN_2);
        figures.put("perplexity", Math.exp(counts.logLoss()));
        return figures;
    }
}
