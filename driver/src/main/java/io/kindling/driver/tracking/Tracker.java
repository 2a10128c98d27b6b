package io.kindling.driver.tracking;

import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsLine;
import io.kindling.driver.report.Summary;
import io.kindling.driver.train.TrainingListener;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells a program beside Kindling how a run goes: of the lines of metrics.csv as they are written, of training, and of what came
 * of it. What goes wrong there is logged; it never ends the run.
 */
public interface Tracker extends TrainingListener, Consumer<MetricsLine>, AutoCloseable {
    /** A line of metrics.csv; called on the training thread, so it should be quick. */
    @Override
    void accept(MetricsLine line);

    /**
     * The run directory is complete. Not called if the run failed before.
     *
     * @param model where the model lies; empty if none was saved
     */
    void finished(Summary summary, Optional<Location> model);

    /** Lets go of what is held; what was not told by now is told or given up. */
    @Override
    void close();
}
