package io.kindling.kernels.metric;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * {@code accuracy}, {@code top_5_accuracy} (from 6 classes on), {@code precision}, {@code recall}, {@code f1} and
 * {@code log_loss} (nats). With two classes precision, recall and F1 are those of class 1, and {@code auc} is added; with
 * more they are means over the classes. Each vector along the output's last axis counts with its row's weight; where the
 * class index is negative it does not count.
 *
 * @param classes how many
 */
public record ClassificationMetrics(int classes) implements Metrics {
    private static final String CONFUSION = "confusion";
    /** Up to here the whole confusion matrix travels; beyond, only what is right. */
    private static final int MOST_CLASSES = 256;

    @Override
    public void add(Matrix output, Matrix targets, float[] weights, Tally tally) {
        double[] confusion = classes <= MOST_CLASSES ? tally.slot(CONFUSION, classes * classes) : null;
        TopCounts counts = new TopCounts(tally, classes);
        int perRow = output.shape().vectors();
        for (int i = 0; i < output.rows() * perRow; i++) {
            int truth = counts.truth(output, targets, i);
            if (truth < 0) {
                continue;
            }
            int at = output.offset() + i * classes;
            float weight = weights[i / perRow];
            int predicted = counts.add(output.array(), at, truth, weight);
            if (confusion != null) {
                confusion[truth * classes + predicted] += weight;
            }
            if (classes == 2) {
                RankCurve.add(tally, output.array()[at + 1] - output.array()[at], truth == 1, weight);
            }
        }
    }

    @Override
    public Map<String, Double> figures(Tally tally) {
        TopCounts counts = new TopCounts(tally, classes);
        Map<String, Double> figures = new LinkedHashMap<>(counts.accuracies());
        if (classes <= MOST_CLASSES) {
            Confusion confusion = new Confusion(tally.slot(CONFUSION, classes * classes), classes);
            figures.put("precision", mean(confusion::precision));
            figures.put("recall", mean(confusion::recall));
            figures.put("f1", mean(confusion::f1));
        }
        if (classes == 2) {
            figures.put("auc", RankCurve.area(tally));
        }
        figures.put("log_loss", counts.logLoss());
        return figures;
    }

    @Override
    public List<Integer> neverPredicted(Tally tally) {
        return classes <= MOST_CLASSES
                ? new Confusion(tally.slot(CONFUSION, classes * classes), classes).neverPredicted()
                : List.of();
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
}
