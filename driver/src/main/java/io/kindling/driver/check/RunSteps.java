package io.kindling.driver.check;

import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.StepOutcome;
import io.kindling.driver.train.Synchronization;
import java.util.List;

/** The steps of a run, from the first on, as it would take them: with its rate, its schedule and its way of meeting. */
final class RunSteps {
    private final Synchronization rounds;
    private final GradientAggregator rows;
    private final float[] weights;
    private final long stepsPerEpoch;
    private final long all;
    private final String name;
    private long step;

    /**
     * At the start.
     *
     * @param rows the engine that computes
     * @param name what people see while it does
     */
    RunSteps(Subject subject, GradientAggregator rows, String name) {
        this.rounds = subject.run().rounds();
        this.rows = rows;
        this.weights = subject.start();
        this.stepsPerEpoch = subject.run().stepsPerEpoch();
        this.all = stepsPerEpoch * subject.config().training().epochs();
        this.name = name;
    }

    /** How many steps a round takes at most. */
    int mostSteps() {
        return rounds.mostSteps();
    }

    /** Whether the run takes another. */
    boolean more() {
        return step < all && rounds.ended().isEmpty();
    }

    /** Takes a round, of one step or several. */
    Round advance() {
        int count = (int) Math.min(Math.min(rounds.mostSteps(), all - step), stepsPerEpoch - step % stepsPerEpoch);
        long begun = System.nanoTime();
        List<StepOutcome> outcomes = rounds.advance(step, count, weights, rows, name + ", from " + (step + 1) + " on");
        step += outcomes.size();
        return new Round(outcomes, (System.nanoTime() - begun) / 1e6 / outcomes.size());
    }

    /**
     * One round.
     *
     * @param steps each, in order
     * @param millis that one of them took
     */
    record Round(List<StepOutcome> steps, double millis) {}
}
