package io.kindling.driver.report;

import io.kindling.driver.train.RoundTimes;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the steps' time goes, summed up over a run. The first steps, in which Java compiles and connections open, are left out. */
public final class Ledger implements TrainingListener {
    private static final long MOST_WARM_UP = 20;

    private RoundTimes rounds = RoundTimes.NONE;
    private long updateNanos;
    private long steps;
    private long rows;
    private long warmUp;

    @Override
    public void started(TrainingPlan plan) {
        warmUp = Math.min(MOST_WARM_UP, plan.steps() / 4);
    }

    @Override
    public void step(StepReport step) {
        if (step.step() > warmUp) {
            rounds = rounds.plus(step.round());
            updateNanos += step.updateNanos();
            rows += step.rows();
            steps++;
        }
    }

    /** How many steps it holds. */
    public long steps() {
        return steps;
    }

    /** Rows of a step, in the mean. */
    public double rowsPerStep() {
        return (double) rows / steps;
    }

    /** Milliseconds of a step, in the mean. */
    public double millis() {
        return parts().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Milliseconds of a step that each part takes, in the mean; nothing before the first step. */
    public Map<String, Double> parts() {
        return steps == 0 ? Map.of() : parts(rounds, updateNanos, steps);
    }

    /** Milliseconds a step by part, in the order of the columns. */
    static Map<String, Double> parts(RoundTimes rounds, long updateNanos, long steps) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("compute", millis(rounds.compute(), steps));
        parts.put("waiting", millis(rounds.waiting(), steps));
        parts.put("broadcast", millis(rounds.broadcast(), steps));
        parts.put("scheduling", millis(rounds.scheduling(), steps));
        parts.put("aggregation", millis(rounds.aggregation(), steps));
        parts.put("update", millis(updateNanos, steps));
        return parts;
    }

    private static double millis(long nanos, long steps) {
        return nanos / 1e6 / steps;
    }
}
