package io.kindling.driver.solver;

import io.kindling.driver.solver.breeze.Objective;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.RoundTimes;
import io.kindling.kernels.work.FullGradientWork;
import java.util.Arrays;

/**
 * The mean loss over all rows and its L2 penalty, during one iteration. Weights are float32 on the executors, so what is
 * asked for is rounded first; of what was computed the last and the lowest are kept, as one of them comes next.
 */
final class PenalizedLoss implements Objective {
    private final GradientAggregator rows;
    private final double[] l2;
    private final String description;
    private Evaluated last;
    private Evaluated lowest;
    private RoundTimes times = RoundTimes.NONE;
    private int passes;

    /**
     * Nothing has been computed yet but the loss where the iteration starts.
     *
     * @param l2 of each parameter
     * @param start where the iteration starts; null where {@link #first} computes it
     */
    PenalizedLoss(GradientAggregator rows, double[] l2, Evaluated start, String description) {
        this.rows = rows;
        this.l2 = l2;
        this.last = start;
        this.lowest = start;
        this.description = description;
    }

    /** The loss at the weights that training starts from. */
    Evaluated first(float[] parameters) {
        compute(parameters.clone());
        lowest = last;
        return last;
    }

    @Override
    public Value at(double[] x) {
        return value(evaluated(x));
    }

    /** With the penalty, in double: the parts are added once. */
    Value value(Evaluated here) {
        double value = here.loss();
        double[] gradient = new double[l2.length];
        for (int i = 0; i < l2.length; i++) {
            double w = here.weights()[i];
            value += l2[i] / 2 * w * w;
            gradient[i] = here.gradient()[i] + l2[i] * w;
        }
        return new Value(value, gradient);
    }

    /** The loss at these parameters, rounded; what lies behind them is as at the start. */
    Evaluated evaluated(double[] x) {
        float[] weights = last.weights().clone();
        for (int i = 0; i < x.length; i++) {
            weights[i] = (float) x[i];
        }
        for (Evaluated known : new Evaluated[] {last, lowest}) {
            if (Arrays.equals(known.weights(), weights)) {
                return known;
            }
        }
        compute(weights);
        if (last.loss() < lowest.loss()) {
            lowest = last;
        }
        return last;
    }

    private void compute(float[] weights) {
        last = Evaluated.of(weights, rows.aggregate(new FullGradientWork(), weights, description));
        times = times.plus(rows.times());
        passes++;
    }

    /** Where the time went. */
    RoundTimes times() {
        return times;
    }

    /** How often all rows were looked at. */
    int passes() {
        return passes;
    }
}
