package io.kindling.driver.train;

import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.EvaluationWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loss and metrics of parameters on rows that training does not see. */
public final class Evaluation {
    private final GradientAggregator rows;
    private final Metrics metrics;
    private List<Integer> neverPredicted = List.of();

    /**
     * Nothing is measured yet.
     *
     * @param rows where those rows are
     * @param metrics what is measured beside the loss
     */
    public Evaluation(GradientAggregator rows, Metrics metrics) {
        this.rows = rows;
        this.metrics = metrics;
    }

    /** Where the rows are. */
    public GradientAggregator rows() {
        return rows;
    }

    /** What is measured beside the loss. */
    public Metrics metrics() {
        return metrics;
    }

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
        neverPredicted = metrics.neverPredicted(sum.tally());
        return figures;
    }

    /** Which classes {@link #figures} last met rows of, but no prediction. */
    public List<Integer> neverPredicted() {
        return neverPredicted;
    }
}
