package io.kindling.driver.sync;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.sum.GradientSum;
import java.util.List;
import java.util.Map;

/** The optimizer that a shard's own steps are taken with, and its state on the way in and out. */
final class InnerOptimizer {
    private final RoundRates rates = new RoundRates();
    private final Optimizer optimizer;

    InnerOptimizer(List<Rule> rules, ParameterLayout layout) {
        this.optimizer = new Optimizer(rules, 0, rates, Segments.of(layout), layout.parameters());
    }

    /**
     * Goes on from a state of all shards.
     *
     * @param steps how many steps it has taken
     * @param sent holds its arrays, one after the other, from {@code offset} on
     * @param numbers its single numbers
     */
    void load(long steps, float[] sent, int offset, Map<String, Double> numbers) {
        Map<String, float[]> arrays = optimizer.state().arrays();
        int at = offset;
        for (float[] array : arrays.values()) {
            System.arraycopy(sent, at, array, 0, array.length);
            at += array.length;
        }
        optimizer.restore(new OptimizerState(steps, arrays, numbers));
    }

    /** Takes a step by the mean of a gradient, which is changed; returns its norm. */
    double step(float[] weights, GradientSum gradient, double rate) {
        rates.set(rate);
        optimizer.step(weights, gradient.meanGradient());
        return optimizer.gradientNorm();
    }

    /** <em>Overwrites</em> what lies from {@code offset} on with the arrays, times a weight. */
    void store(float weight, float[] into, int offset) {
        int at = offset;
        for (float[] array : optimizer.state().arrays().values()) {
            for (float number : array) {
                into[at++] = weight * number;
            }
        }
    }

    Map<String, Double> numbers() {
        return optimizer.state().numbers();
    }
}
