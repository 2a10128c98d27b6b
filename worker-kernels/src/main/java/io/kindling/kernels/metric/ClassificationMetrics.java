package io.kindling.kernels.metric;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * {@code accuracy}, {@code top_5_accuracy} (from 6 classes on), {@code precision}, {@code recall}, {@code f1} and
 * {@code log_loss} (nats). With two classes precision, recall and F1 are those of class 1, and {@code auc} is added; with
 * more they are means over the classes. Each vector along the output's last axis counts with its row's weight.
 *
 * @param classes how many
 */
public record ClassificationMetrics(int classes) implements Metrics {
    private static final String CONFUSION = "confusion";
    private static final String TOP = "top";
    private static final int TOP_K = 5;
    /** Up to here the whole confusion matrix travels; beyond, only what is right. */
    private static final int MOST_CLASSES = 256;

    @Override
    public void add(Matrix output, Matrix targets, float[] weights, Tally tally) {
        double[] confusion = classes <= MOST_CLASSES ? tally.slot(CONFUSION, classes * classes) : null;
        double[] top = tally.slot(TOP, 4);
        int perRow = output.shape().vectors();
        boolean indices =
                targets.size() == output.rows() * perRow && !targets.shape().equals(output.shape());
        for (int i = 0; i < output.rows() * perRow; i++) {
            float[] logits = output.array();
            int at = output.offset() + i * classes;
            float weight = weights[i / perRow];
            int truth = indices
                    ? (int) targets.array()[targets.offset() + i]
                    : largest(targets.array(), targets.offset() + i * classes);
            int predicted = largest(logits, at);
            int better = 0;
            for (int c = 0; c < classes; c++) {
                better += before(logits, at, c, truth) ? 1 : 0;
            }
            if (confusion != null) {
                confusion[truth * classes + predicted] += weight;
            }
            top[0] += weight;
            top[1] += predicted == truth ? weight : 0;
            top[2] += better < TOP_K ? weight : 0;
            top[3] += weight * logLoss(logits, at, truth);
            if (classes == 2) {
                RankCurve.add(tally, logits[at + 1] - logits[at], truth == 1, weight);
            }
        }
    }

    @Override
    public Map<String, Double> figures(Tally tally) {
        double[] top = tally.slot(TOP, 4);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", top[1] / top[0]);
        if (classes > TOP_K) {
            figures.put("top_5_accuracy", top[2] / top[0]);
        }
        if (classes <= MOST_CLASSES) {
            Confusion confusion = new Confusion(tally.slot(CONFUSION, classes * classes), classes);
            figures.put("precision", mean(confusion::precision));
            figures.put("recall", mean(confusion::recall));
            figures.put("f1", mean(confusion::f1));
        }
        if (classes == 2) {
            figures.put("auc", RankCurve.area(tally));
        }
        figures.put("log_loss", top[3] / top[0]);
        return figures;
    }

    /** Whether a class ranks before the true one; of equals the first does, and NaN ranks nowhere. */
    private static boolean before(float[] logits, int at, int c, int truth) {
        return logits[at + c] > logits[at + truth]
                || (c < truth && logits[at + c] == logits[at + truth])
                || Float.isNaN(logits[at + truth]);
    }

    /** With two classes the figure of class 1, else the mean over all. */
    private double mean(IntToDoubleFunction figure) {
        if (classes == 2) {
            return figure.applyAsDouble(1);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += figure.applyAsDouble(c);
        }
        return sum / classes;
    }

    private int largest(float[] values, int at) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = values[at + c] > values[at + best] ? c : best;
        }
        return best;
    }

    private double logLoss(float[] logits, int at, int truth) {
        double most = logits[at + largest(logits, at)];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(logits[at + c] - most);
        }
        return most + Math.log(sum) - logits[at + truth];
    }
}
