package io.kindling.driver.sync;

import io.kindling.driver.train.StepOutcome;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;
import java.util.ArrayList;
import java.util.List;

/** What shards tell of each of their local steps, beside the change of their weights. */
final class LocalTally {
    private static final String STEPS = "local.steps";
    private static final String NUMBER = "local.state.";
    private static final int FIGURES = 4;

    private LocalTally() {}

    /** <em>Adds</em> a shard's step; its norm counts by its weight. */
    static void add(Tally tally, int index, int count, GradientSum gradient, double norm) {
        double[] figures = tally.slot(STEPS, count * FIGURES);
        figures[index * FIGURES] += gradient.loss();
        figures[index * FIGURES + 1] += gradient.weight();
        figures[index * FIGURES + 2] += gradient.rows();
        figures[index * FIGURES + 3] += gradient.weight() == 0 ? 0 : gradient.weight() * norm;
    }

    /** Each step over all shards. The norm is the mean of the shards' own. */
    static List<StepOutcome> outcomes(Tally tally, double[] rates) {
        double[] figures = tally.slot(STEPS, rates.length * FIGURES);
        List<StepOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            double loss = figures[i * FIGURES];
            double weight = figures[i * FIGURES + 1];
            double norms = figures[i * FIGURES + 3];
            outcomes.add(new StepOutcome(
                    loss, weight, (long) figures[i * FIGURES + 2], weight == 0 ? norms : norms / weight, rates[i]));
        }
        return outcomes;
    }

    /** <em>Adds</em> a single number of an optimizer's state, times a weight. */
    static void addNumber(Tally tally, String name, double weighted) {
        tally.slot(NUMBER + name, 1)[0] += weighted;
    }

    /** The sum over all shards. */
    static double number(Tally tally, String name) {
        return tally.slot(NUMBER + name, 1)[0];
    }
}
