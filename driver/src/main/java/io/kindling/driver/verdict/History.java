package io.kindling.driver.verdict;

import io.kindling.driver.report.LayerLine;
import io.kindling.driver.report.MetricsLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a training has told so far: the lines of metrics.csv and of layers.csv, and what rules ask of them. */
public final class History {
    private final Task task;
    private final List<Point> training = new ArrayList<>();
    private final List<Point> validations = new ArrayList<>();
    private final List<Double> accuracies = new ArrayList<>();
    private final Map<Long, List<LayerLine>> looks = new LinkedHashMap<>();
    private List<Integer> neverPredicted = List.of();
    private boolean diverged;
    private long step;

    /** A loss after a step, counted from 1. */
    public record Point(long step, double loss) {}

    public History(Task task) {
        this.task = task;
    }

    /** Takes in a line of metrics.csv. */
    public void add(MetricsLine line) {
        step = Math.max(step, line.step());
        if (line.training().containsKey("train_loss")) {
            training.add(new Point(line.step(), line.training().get("train_loss")));
        }
        if (line.validation().containsKey("loss")) {
            validations.add(new Point(line.step(), line.validation().get("loss")));
            accuracies.add(line.validation().getOrDefault("accuracy", Double.NaN));
        }
    }

    /** Takes in lines of layers.csv. */
    public void add(List<LayerLine> lines) {
        for (LayerLine line : lines) {
            step = Math.max(step, line.step());
            looks.computeIfAbsent(line.step(), absent -> new ArrayList<>()).add(line);
        }
    }

    /** Which classes the last validation had rows of, but no prediction. */
    public void neverPredicted(List<Integer> classes) {
        neverPredicted = List.copyOf(classes);
    }

    /** Training ended because numbers were no longer finite. */
    public void diverged() {
        diverged = true;
    }

    public Task task() {
        return task;
    }

    /** The last step that is known. */
    public long step() {
        return step;
    }

    public boolean hasDiverged() {
        return diverged;
    }

    public List<Integer> neverPredicted() {
        return neverPredicted;
    }

    /** Mean losses of some steps each, as in the lines of metrics.csv. */
    public List<Point> training() {
        return Collections.unmodifiableList(training);
    }

    public List<Point> validations() {
        return Collections.unmodifiableList(validations);
    }

    /** The accuracy of the last validation; empty without such. */
    public OptionalDouble accuracy() {
        double last = accuracies.isEmpty() ? Double.NaN : accuracies.get(accuracies.size() - 1);
        return Double.isNaN(last) ? OptionalDouble.empty() : OptionalDouble.of(last);
    }

    /** The mean training loss of the steps behind one step and up to another; NaN where no line is from there. */
    public double trainingLoss(long after, long until) {
        return training.stream()
                .filter(point -> point.step() > after && point.step() <= until)
                .mapToDouble(Point::loss)
                .average()
                .orElse(Double.NaN);
    }

    /** The layers of each watched step, oldest first. */
    public List<List<LayerLine>> looks() {
        return List.copyOf(looks.values());
    }

    /** The lines of one layer, oldest first. */
    public List<LayerLine> layer(String name) {
        return looks.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.layer().equals(name))
                .toList();
    }
}
