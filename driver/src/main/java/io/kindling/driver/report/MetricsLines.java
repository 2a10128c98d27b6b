package io.kindling.driver.report;

import io.kindling.driver.train.RoundTimes;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.TrainingState;
import io.kindling.driver.train.ValidationReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Gathers the figures of steps into lines: one every so many steps, one for each validation, and one for what is left at the end. */
public final class MetricsLines implements TrainingListener {
    private final int every;
    private final List<Consumer<MetricsLine>> readers;
    private double loss;
    private double weight;
    private long rows;
    private int steps;
    private long nanos;
    private RoundTimes rounds = RoundTimes.NONE;
    private long updateNanos;
    private int timedSteps;
    private StepReport last;

    /**
     * Nothing is gathered yet.
     *
     * @param every steps between lines
     * @param readers told each line
     */
    public MetricsLines(int every, List<? extends Consumer<MetricsLine>> readers) {
        this.every = every;
        this.readers = List.copyOf(readers);
    }

    /** Goes on where a history ends. */
    void goOn(MetricsHistory from) {
        loss = from.loss();
        weight = from.weight();
        rows = from.rows();
        steps = from.steps();
        nanos = from.nanos();
    }

    /** What is needed to go on exactly, behind the lines that are written. */
    MetricsHistory history(byte[] written) {
        return new MetricsHistory(written, loss, weight, rows, steps, nanos);
    }

    @Override
    public void step(StepReport step) {
        loss += step.loss() * step.weight();
        weight += step.weight();
        rows += step.rows();
        steps++;
        rounds = rounds.plus(step.round());
        updateNanos += step.updateNanos();
        timedSteps++;
        last = step;
        if (step.step() % every == 0) {
            line(Map.of());
        }
    }

    @Override
    public void validated(ValidationReport validation) {
        if (!validation.figures().isEmpty()) {
            line(validation.figures());
        }
    }

    /** Tells what is left: steps since the last line. */
    @Override
    public void ended(TrainingResult result) {
        if (steps > 0 && last != null) {
            line(Map.of());
        }
    }

    /** A line for the steps since the last one; a validation right after such a line repeats none of them. */
    private void line(Map<String, Double> validation) {
        Map<String, Double> times = timedSteps == 0 ? Map.of() : Ledger.parts(rounds, updateNanos, timedSteps);
        MetricsLine line = new MetricsLine(last.step(), last.epoch(), training(), validation, times);
        readers.forEach(reader -> reader.accept(line));
        loss = 0;
        weight = 0;
        rows = 0;
        steps = 0;
        rounds = RoundTimes.NONE;
        updateNanos = 0;
        timedSteps = 0;
        nanos = last.nanos();
    }

    @Override
    public void resumed(TrainingState state) {
        nanos = state.nanos();
    }

    /** Of the steps since the last line; nothing if there was none. */
    private Map<String, Double> training() {
        Map<String, Double> training = new LinkedHashMap<>();
        if (steps > 0) {
            if (weight > 0) {
                training.put("train_loss", loss / weight);
            }
            training.put("gradient_norm", last.gradientNorm());
            training.put("learning_rate", last.learningRate());
            training.put(MetricsLine.SPEED, (double) Math.round(rows / ((last.nanos() - nanos) / 1e9)));
        }
        return training;
    }
}
