package io.kindling.driver.report;

import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.TrainingState;
import io.kindling.driver.train.ValidationReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows training as it goes: a bar that redraws itself on a terminal, plain lines in a log; a line for each validation on
 * both.
 */
public final class Console implements TrainingListener {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

    private final PrintStream out;
    private final int columns;
    private ProgressBar bar;
    private TrainingPlan plan;
    private long started;
    private long firstStep;
    private long lastLine;
    private long lastNanos;
    private double rows;
    private double rowsPerSecond;

    /**
     * Shows training on a stream.
     *
     * @param columns of the terminal that the stream is; 0 where it is none
     */
    public Console(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void started(TrainingPlan plan) {
        this.plan = plan;
        this.started = System.nanoTime();
        this.lastLine = started;
        if (columns > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setConsumer(new ConsoleProgressBarConsumer(out, columns - 1))
                    .setInitialMax(plan.steps())
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setUpdateIntervalMillis(200)
                    .build();
        }
    }

    @Override
    public void resumed(TrainingState state) {
        firstStep = state.step();
        lastNanos = state.nanos();
        if (bar != null) {
            bar.stepTo(firstStep);
        }
    }

    @Override
    public void step(StepReport step) {
        rows += step.rows();
        if (step.nanos() - lastNanos > 500_000_000L || step.step() == plan.steps()) {
            rowsPerSecond = rows / ((step.nanos() - lastNanos) / 1e9);
            rows = 0;
            lastNanos = step.nanos();
        }
        if (bar != null) {
            bar.stepTo(step.step());
            bar.setExtraMessage(state(step));
        } else if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
            lastLine = System.nanoTime();
            out.printf(
                    Locale.ROOT,
                    "step %d of %d, %s, about %s left%n",
                    step.step(),
                    plan.steps(),
                    state(step),
                    left(step.step()));
        }
    }

    @Override
    public void validated(ValidationReport validation) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "epoch %d of %d  train loss %.4f",
                validation.epoch(),
                (plan.steps() + plan.stepsPerEpoch() - 1) / plan.stepsPerEpoch(),
                validation.trainLoss()));
        int shown = 0;
        for (Map.Entry<String, Double> figure : validation.figures().entrySet()) {
            if (shown++ < 2) {
                line.append(String.format(
                        Locale.ROOT, "  validation %s %s", figure.getKey(), Figures.of(figure.getValue())));
            }
        }
        line.append(String.format(Locale.ROOT, "  %.1f s%s", validation.seconds(), validation.best() ? "  best" : ""));
        print(line.toString());
    }

    /** Ends the bar; what is printed afterwards stands below it. */
    @Override
    public void ended(TrainingResult result) {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** A line above the bar. */
    private void print(String line) {
        if (bar != null) {
            out.print("\r\u001b[K" + line + System.lineSeparator());
            bar.refresh();
        } else {
            out.println(line);
        }
    }

    private String state(StepReport step) {
        return String.format(
                Locale.ROOT, "loss %.4f, rate %.1e, %,.0f rows/s", step.loss(), step.learningRate(), rowsPerSecond);
    }

    private String left(long step) {
        double seconds = (System.nanoTime() - started) / 1e9 / (step - firstStep) * (plan.steps() - step);
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
