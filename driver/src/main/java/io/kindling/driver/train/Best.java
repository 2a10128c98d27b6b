package io.kindling.driver.train;

import java.util.Map;
import java.util.Optional;

/** The best parameters so far, by a figure of which less is better (or more, for accuracy and its kin). */
final class Best {
    private final String monitor;
    private final double minDelta;
    private double figure = Double.NaN;
    private float[] parameters;
    private long step;
    private Map<String, Double> figures = Map.of();
    private int withoutNewBest;

    Best(String monitor, double minDelta) {
        this.monitor = monitor;
        this.minDelta = minDelta;
    }

    /** Takes a copy of the parameters if the figures beat all earlier ones; says whether they did. */
    boolean offer(long step, Map<String, Double> figures, float[] parameters) {
        double candidate = Monitor.signed(monitor, figures);
        boolean better = Double.isNaN(figure) ? !Double.isNaN(candidate) : candidate < figure - minDelta;
        if (!better) {
            withoutNewBest++;
            return false;
        }
        withoutNewBest = 0;
        figure = candidate;
        this.step = step;
        this.figures = figures;
        if (this.parameters == null) {
            this.parameters = parameters.clone();
        } else {
            System.arraycopy(parameters, 0, this.parameters, 0, parameters.length);
        }
        return true;
    }

    boolean exists() {
        return parameters != null;
    }

    float[] parameters() {
        return parameters;
    }

    long step() {
        return step;
    }

    Map<String, Double> figures() {
        return figures;
    }

    /** Validations since the best one. */
    int withoutNewBest() {
        return withoutNewBest;
    }

    /** What is needed to go on; the array is not copied. */
    BestSoFar state() {
        return new BestSoFar(figure, Optional.ofNullable(parameters), step, figures, withoutNewBest);
    }

    /** Goes on from what {@link #state} gave; the array is taken over. */
    void restore(BestSoFar saved) {
        figure = saved.figure();
        parameters = saved.weights().orElse(null);
        step = saved.step();
        figures = saved.figures();
        withoutNewBest = saved.withoutNewBest();
    }
}
