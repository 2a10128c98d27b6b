package io.kindling.driver.report;

import io.kindling.driver.files.Location;
import io.kindling.driver.train.RoundTimes;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.ValidationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes {@code metrics.csv}: a line every {@code every} steps and one for each validation. The columns are fixed at the
 * start: those of a step, then {@code validation_loss} and the metrics, then where a step's time went. Cells that do not apply to a line are empty.
 */
public final class MetricsCsv implements TrainingListener, AutoCloseable {
    private static final String SPEED = "rows_per_second";
    private static final List<String> STEP_COLUMNS =
            List.of("step", "epoch", "train_loss", "gradient_norm", "learning_rate", SPEED);

    /** Milliseconds of a step, in the mean since the last line or since the run was taken up again. */
    private static final List<String> TIME_COLUMNS =
            List.of("compute_ms", "waiting_ms", "broadcast_ms", "scheduling_ms", "aggregation_ms", "update_ms");

    private final PrintStream out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final int every;
    private final List<String> figures;
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
     * Starts the file, or writes it anew as far as a history goes and goes on there.
     *
     * @param every steps between lines
     * @param figures the names of the validation figures; empty where nothing is validated
     * @param from where to go on; empty at the start of training
     * @param readers told each line that is written; not those of the history
     */
    public MetricsCsv(
            Location file,
            int every,
            List<String> figures,
            Optional<MetricsHistory> from,
            List<? extends Consumer<MetricsLine>> readers) {
        this.every = every;
        this.figures = List.copyOf(figures);
        this.readers = List.copyOf(readers);
        try {
            out = new PrintStream(file.create(), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (from.isPresent()) {
            goOn(from.get());
        } else {
            List<String> header = new ArrayList<>(STEP_COLUMNS);
            figures.forEach(figure -> header.add("validation_" + figure));
            header.addAll(TIME_COLUMNS);
            write((String.join(",", header) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void goOn(MetricsHistory from) {
        write(from.lines());
        loss = from.loss();
        weight = from.weight();
        rows = from.rows();
        steps = from.steps();
        nanos = from.nanos();
    }

    /** What is needed to go on exactly. */
    public MetricsHistory history() {
        return new MetricsHistory(written.toByteArray(), loss, weight, rows, steps, nanos);
    }

    @Override
    public void started(TrainingPlan plan) {
        out.flush();
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
        out.flush();
    }

    /** Writes what is left: steps since the last line. */
    @Override
    public void ended(TrainingResult result) {
        if (steps > 0 && last != null) {
            line(Map.of());
        }
        out.flush();
    }

    /** Closes the file; a disk that was full shows now. */
    @Override
    public void close() {
        boolean failed = out.checkError();
        out.close();
        if (failed) {
            throw new UncheckedIOException(
                    new IOException("metrics.csv could not be written in full; is the disk full?"));
        }
    }

    /** A line for the steps since the last one; a validation right after such a line repeats none of them. */
    private void line(Map<String, Double> validation) {
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(last.step()));
        cells.add(Long.toString(last.epoch()));
        Map<String, Double> training = training();
        for (String column : STEP_COLUMNS.subList(2, STEP_COLUMNS.size())) {
            cells.add(training.containsKey(column) ? cell(column, training.get(column)) : "");
        }
        for (String figure : figures) {
            cells.add(validation.containsKey(figure) ? validation.get(figure).toString() : "");
        }
        cells.addAll(times());
        write((String.join(",", cells) + "\n").getBytes(StandardCharsets.UTF_8));
        MetricsLine line = new MetricsLine(last.step(), last.epoch(), training, validation);
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

    /** Of the steps since the last line; nothing if there was none. */
    private Map<String, Double> training() {
        Map<String, Double> training = new LinkedHashMap<>();
        if (steps > 0) {
            if (weight > 0) {
                training.put("train_loss", loss / weight);
            }
            training.put("gradient_norm", last.gradientNorm());
            training.put("learning_rate", last.learningRate());
            training.put(SPEED, (double) Math.round(rows / ((last.nanos() - nanos) / 1e9)));
        }
        return training;
    }

    /** The speed is a whole number. */
    private static String cell(String column, double value) {
        return column.equals(SPEED) ? Long.toString((long) value) : Double.toString(value);
    }

    private List<String> times() {
        return timedSteps == 0
                ? Collections.nCopies(TIME_COLUMNS.size(), "")
                : Ledger.parts(rounds, updateNanos, timedSteps).values().stream()
                        .map(millis -> String.format(Locale.ROOT, "%.3f", millis))
                        .toList();
    }

    private void write(byte[] lines) {
        out.write(lines, 0, lines.length);
        written.writeBytes(lines);
    }
}
