package io.kindling.driver.tracking.tensorboard;

import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.report.Summary;
import io.kindling.driver.tracking.Tracker;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.driver.train.TrainingResult;
import io.kindling.driver.train.TrainingState;
import io.kindling.driver.train.ValidationReport;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes event files for TensorBoard: the figures of metrics.csv as scalars, and histograms of weights and gradients by
 * parameter. They are flushed at validations and every ten seconds. A run that goes on begins another file in the same
 * folder, which takes back what the ones before say of steps that come again.
 */
public final class TensorBoard implements Tracker {
    private static final Logger LOG = LoggerFactory.getLogger(TensorBoard.class);
    private static final long BETWEEN_FLUSHES = Duration.ofSeconds(10).toNanos();

    private final Location directory;
    private final ParameterLayout layout;
    private final boolean histograms;
    private final Optional<Integer> validateEverySteps;
    private HistogramCadence cadence;
    private long stepsBefore;
    private EventFile file;
    private boolean failed;
    private long flushed;

    /**
     * For a folder, which is made with the first event.
     *
     * @param histograms whether there are some beside the scalars
     * @param validateEverySteps steps between validations; empty: those of an epoch
     */
    public TensorBoard(
            Location directory, ParameterLayout layout, boolean histograms, Optional<Integer> validateEverySteps) {
        this.directory = directory;
        this.layout = layout;
        this.histograms = histograms;
        this.validateEverySteps = validateEverySteps;
    }

    @Override
    public void started(TrainingPlan plan) {
        cadence = HistogramCadence.of(
                plan.steps(), validateEverySteps.map(Integer::longValue).orElse(plan.stepsPerEpoch()));
    }

    @Override
    public void resumed(TrainingState state) {
        stepsBefore = state.step();
    }

    @Override
    public boolean wantsGradient(long step) {
        return histograms && !failed && cadence.isDue(step);
    }

    @Override
    public void gradient(long step, float[] gradient) {
        add(step, "gradients/", layout.entries(), gradient);
    }

    @Override
    public void accept(MetricsLine line) {
        add(Events.scalars(now(), line.step(), line.scalars()));
        if (System.nanoTime() - flushed > BETWEEN_FLUSHES) {
            flush();
        }
    }

    @Override
    public void validated(ValidationReport validation) {
        if (histograms && !failed && cadence.isDue(validation.step())) {
            add(validation.step(), "weights/", layout.all(), validation.weights());
        }
        flush();
    }

    @Override
    public void ended(TrainingResult result) {
        flush();
    }

    @Override
    public void finished(Summary summary, Optional<Location> model) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        summary.test().forEach((name, value) -> scalars.put("test/" + name, value));
        if (!scalars.isEmpty()) {
            add(Events.scalars(now(), summary.result().steps(), scalars));
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void add(long step, String prefix, List<ParameterLayout.Entry> entries, float[] numbers) {
        Map<String, Histogram> found = new LinkedHashMap<>();
        for (ParameterLayout.Entry entry : entries) {
            Histogram.of(numbers, entry.offset(), entry.length())
                    .ifPresent(histogram -> found.put(prefix + entry.name(), histogram));
        }
        add(Events.histograms(now(), step, found));
    }

    private void add(byte[] event) {
        attempt(() -> {
            if (file == null) {
                file = new EventFile(directory, System.currentTimeMillis() / 1000);
                file.add(Events.version(now()));
                file.add(Events.start(now(), stepsBefore == 0 ? 0 : stepsBefore + 1));
            }
            file.add(event);
        });
    }

    private void flush() {
        attempt(() -> {
            if (file != null) {
                file.flush();
            }
            flushed = System.nanoTime();
        });
    }

    /** What may fail, as on a full disk: training goes on without, and that is said once. */
    private void attempt(Writing writing) {
        if (failed) {
            return;
        }
        try {
            writing.run();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Says once that nothing more is written. */
    private void giveUp(IOException e) {
        if (!failed) {
            failed = true;
            LOG.warn(
                    "No more event files for TensorBoard: {} cannot be written ({}). Training goes on.",
                    directory,
                    e.getMessage());
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }
}
