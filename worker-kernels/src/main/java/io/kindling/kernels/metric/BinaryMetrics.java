package io.kindling.kernels.metric;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code accuracy}, {@code precision}, {@code recall}, {@code f1} (of the positives, threshold 0.5, that is logit 0),
 * {@code auc} and {@code log_loss} (nats), over all outputs.
 */
public record BinaryMetrics() implements Metrics {
    private static final String CONFUSION = "confusion";
    private static final String LOG_LOSS = "log_loss";

    @Override
    public void add(Matrix output, Matrix targets, float[] weights, Tally tally) {
        double[] confusion = tally.slot(CONFUSION, 4);
        double[] logLoss = tally.slot(LOG_LOSS, 2);
        for (int row = 0; row < output.rows(); row++) {
            for (int j = 0; j < output.columns(); j++) {
                float logit = output.at(row, j);
                float target = targets.at(row, j);
                boolean positive = target >= 0.5f;
                confusion[(positive ? 2 : 0) + (logit > 0 ? 1 : 0)] += weights[row];
                logLoss[0] += weights[row] * (softplus(logit) - (double) target * logit);
                logLoss[1] += weights[row];
                RankCurve.add(tally, logit, positive, weights[row]);
            }
        }
    }

    @Override
    public Map<String, Double> figures(Tally tally) {
        Confusion confusion = new Confusion(tally.slot(CONFUSION, 4), 2);
        double[] logLoss = tally.slot(LOG_LOSS, 2);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", confusion.accuracy());
        figures.put("precision", confusion.precision(1));
        figures.put("recall", confusion.recall(1));
        figures.put("f1", confusion.f1(1));
        figures.put("auc", RankCurve.area(tally));
        figures.put("log_loss", logLoss[0] / logLoss[1]);
        return figures;
    }

    @Override
    public List<Integer> neverPredicted(Tally tally) {
        return new Confusion(tally.slot(CONFUSION, 4), 2).neverPredicted();
    }

    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
}
