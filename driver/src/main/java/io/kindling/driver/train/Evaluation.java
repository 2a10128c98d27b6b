package io.kindling.driver.train;

import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.EvaluationWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loss and metrics of parameters on rows that training does not see.
 *
 * @param rows where those rows are
 * @param metrics what is measured beside the loss
 */
public record Evaluation(GradientAggregator rows, Metrics metrics) {
    /** The names of the figures, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of("loss"));
        names.addAll(metrics.names());
        return names;
    }

    /** {@code loss} (mean over the rows, by weight) and the metrics. */
    public Map<String, Double> figures(float[] parameters, String description) {
        GradientSum sum = rows.aggregate(new EvaluationWork(metrics), parameters, description);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", sum.weight() == 0 ? Double.NaN : sum.meanLoss());
        figures.putAll(metrics.figures(sum.tally()));
        return figures;
    }
}
