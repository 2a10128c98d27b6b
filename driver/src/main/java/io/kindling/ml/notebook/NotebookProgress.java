package io.kindling.ml.notebook;

import io.kindling.driver.report.Figures;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.TrainingState;
import io.kindling.driver.train.ValidationReport;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows {@code fit} in a notebook: a line that is replaced as training goes, and the loss' curves below it. A cell gets at most
 * two messages a second however short the steps are, and one line stays in the end.
 *
 * <pre>{@code
 * new NeuralNetworkClassifier().setLayers(784, 256, 10).addListener(new NotebookProgress(cell)).fit(digits);
 * }</pre>
 *
 * <p>For one {@code fit} at a time; a later one begins a new line.
 */
public final class NotebookProgress implements TrainingListener {
    private static final long BETWEEN_UPDATES = 500_000_000L;
    private static final long BETWEEN_CURVES = 2_000_000_000L;
    /** Points of the training loss' curve: the mean of the steps between two. */
    private static final int POINTS = 150;

    private final NotebookCell cell;
    private TrainingPlan plan;
    private LossCurves curves;
    private String line;
    private String picture;
    private String validated;
    private long started;
    private long firstStep;
    private long updated;
    private long drawn;
    private long rows;
    private long firstNanos;
    private double lossSum;
    private long lossSteps;

    /** Shows training below this cell. */
    public NotebookProgress(NotebookCell cell) {
        this.cell = cell;
    }

    @Override
    public void started(TrainingPlan plan) {
        this.plan = plan;
        curves = new LossCurves();
        picture = null;
        validated = "";
        firstStep = 0;
        firstNanos = 0;
        rows = 0;
        lossSum = 0;
        lossSteps = 0;
        started = System.nanoTime();
        updated = started;
        drawn = started;
        line = cell.show(
                "text/html", html(String.format(Locale.ROOT, "%,d rows, step 0 of %d", plan.rows(), plan.steps())));
    }

    @Override
    public void resumed(TrainingState state) {
        firstStep = state.step();
        firstNanos = state.nanos();
    }

    @Override
    public void step(StepReport step) {
        rows += step.rows();
        lossSum += step.loss();
        lossSteps++;
        if (lossSteps >= Math.max(1, plan.steps() / POINTS)) {
            curves.training(epochs(step.step()), lossSum / lossSteps);
            lossSum = 0;
            lossSteps = 0;
        }
        long now = System.nanoTime();
        if (now - updated < BETWEEN_UPDATES) {
            return;
        }
        updated = now;
        if (now - drawn >= BETWEEN_CURVES && !curves.isEmpty()) {
            drawn = now;
            draw();
        } else {
            cell.replace(line, "text/html", html(bar(step) + state(step) + validated));
        }
    }

    @Override
    public void validated(ValidationReport validation) {
        Double loss = validation.figures().get("loss");
        if (loss != null) {
            curves.validation(epochs(validation.step()), loss);
        }
        validated = figures(validation.figures());
    }

    @Override
    public void ended(TrainingResult result) {
        cell.replace(
                line,
                "text/html",
                html(String.format(
                        Locale.ROOT,
                        "%s after %,d steps, %d epochs, %.1f s (%,.0f rows/s): training loss %s%s; best at step %,d",
                        result.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        result.steps(),
                        result.epochs(),
                        result.seconds(),
                        result.rowsPerSecond(),
                        Figures.of(result.trainLoss()),
                        figures(result.validation()),
                        result.bestStep())));
        if (!curves.isEmpty()) {
            draw();
        }
    }

    private void draw() {
        String svg = curves.svg();
        if (picture == null) {
            picture = cell.show("image/svg+xml", svg);
        } else {
            cell.replace(picture, "image/svg+xml", svg);
        }
    }

    private double epochs(long step) {
        return (double) step / plan.stepsPerEpoch();
    }

    private String bar(StepReport step) {
        return String.format(
                Locale.ROOT,
                "<progress value=\"%d\" max=\"%d\" style=\"width:12em\"></progress> ",
                step.step(),
                plan.steps());
    }

    private String state(StepReport step) {
        double left = (System.nanoTime() - started) / 1e9 / (step.step() - firstStep) * (plan.steps() - step.step());
        return String.format(
                Locale.ROOT,
                "epoch %d of %d, step %,d of %,d, loss %s, %,.0f rows/s, about %s left",
                step.epoch(),
                (plan.steps() + plan.stepsPerEpoch() - 1) / plan.stepsPerEpoch(),
                step.step(),
                plan.steps(),
                Figures.of(step.loss()),
                rows / ((step.nanos() - firstNanos) / 1e9),
                left < 90 ? Math.round(left) + " s" : Math.round(left / 60) + " min");
    }

    /** The loss and one metric; the model's summary has them all. */
    private static String figures(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .limit(2)
                .map(figure -> ", validation " + figure.getKey() + " " + Figures.of(figure.getValue()))
                .collect(Collectors.joining());
    }

    private static String html(String text) {
        return "<div>" + text + "</div>";
    }
}
