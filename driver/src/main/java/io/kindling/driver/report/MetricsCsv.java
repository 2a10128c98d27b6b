package io.kindling.driver.report;

import io.kindling.driver.files.Location;
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
    private static final List<String> STEP_COLUMNS =
            List.of("step", "epoch", "train_loss", "gradient_norm", "learning_rate", MetricsLine.SPEED);

    private static final String VALIDATION = "validation_";

    /** Milliseconds of a step, in the mean since the last line or since the run was taken up again. */
    private static final List<String> TIME_COLUMNS =
            List.of("compute_ms", "waiting_ms", "broadcast_ms", "scheduling_ms", "aggregation_ms", "update_ms");

    private final PrintStream out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<String> figures;
    private final MetricsLines lines;

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
        this.figures = List.copyOf(figures);
        List<Consumer<MetricsLine>> all = new ArrayList<>();
        all.add(this::write);
        all.addAll(readers);
        this.lines = new MetricsLines(every, all);
        try {
            out = new PrintStream(file.create(), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (from.isPresent()) {
            write(from.get().lines());
            lines.goOn(from.get());
        } else {
            List<String> header = new ArrayList<>(STEP_COLUMNS);
            figures.forEach(figure -> header.add(VALIDATION + figure));
            header.addAll(TIME_COLUMNS);
            write((String.join(",", header) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The lines of a file, without where the time went. */
    public static List<MetricsLine> read(byte[] file) {
        List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
        List<String> columns =
                lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells.length == columns.size())
                .map(cells -> line(columns, cells))
                .toList();
    }

    private static MetricsLine line(List<String> columns, String[] cells) {
        Map<String, Double> training = new LinkedHashMap<>();
        Map<String, Double> validation = new LinkedHashMap<>();
        for (int i = 2; i < cells.length; i++) {
            String column = columns.get(i);
            boolean empty = cells[i].isEmpty();
            if (!empty && column.startsWith(VALIDATION)) {
                validation.put(column.substring(VALIDATION.length()), Double.valueOf(cells[i]));
            } else if (!empty && STEP_COLUMNS.contains(column)) {
                training.put(column, Double.valueOf(cells[i]));
            }
        }
        return new MetricsLine(Long.parseLong(cells[0]), Long.parseLong(cells[1]), training, validation, Map.of());
    }

    /** What is needed to go on exactly. */
    public MetricsHistory history() {
        return lines.history(written.toByteArray());
    }

    @Override
    public void started(TrainingPlan plan) {
        out.flush();
    }

    @Override
    public void step(StepReport step) {
        lines.step(step);
    }

    @Override
    public void validated(ValidationReport validation) {
        lines.validated(validation);
        out.flush();
    }

    @Override
    public void ended(TrainingResult result) {
        lines.ended(result);
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

    private void write(MetricsLine line) {
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(line.step()));
        cells.add(Long.toString(line.epoch()));
        Map<String, Double> training = line.training();
        for (String column : STEP_COLUMNS.subList(2, STEP_COLUMNS.size())) {
            cells.add(training.containsKey(column) ? cell(column, training.get(column)) : "");
        }
        for (String figure : figures) {
            cells.add(
                    line.validation().containsKey(figure)
                            ? line.validation().get(figure).toString()
                            : "");
        }
        cells.addAll(times(line.stepMillis()));
        write((String.join(",", cells) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The speed is a whole number. */
    private static String cell(String column, double value) {
        return column.equals(MetricsLine.SPEED) ? Long.toString((long) value) : Double.toString(value);
    }

    private static List<String> times(Map<String, Double> stepMillis) {
        return stepMillis.isEmpty()
                ? Collections.nCopies(TIME_COLUMNS.size(), "")
                : stepMillis.values().stream()
                        .map(millis -> String.format(Locale.ROOT, "%.3f", millis))
                        .toList();
    }

    private void write(byte[] lines) {
        out.write(lines, 0, lines.length);
        written.writeBytes(lines);
    }
}
