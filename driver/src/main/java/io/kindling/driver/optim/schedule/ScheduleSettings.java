package io.kindling.driver.optim.schedule;

/**
 * A named schedule: what {@code training.schedule} is bound to. A new one is a record that implements this interface, one
 * line in {@link Schedules} and one line in its test's list.
 */
public interface ScheduleSettings {
    /** How many steps lead up to the base rate before the schedule proper begins; see {@link Warmup}. */
    default int warmupSteps() {
        return 0;
    }

    /**
     * The schedule proper, without warm-up.
     *
     * @param remainingSteps how many steps the run has left for it, at least 1; taken where the settings give no length
     */
    Schedule afterWarmup(long remainingSteps);

    /**
     * The schedule of a run, warm-up included; a new one at each call. The schedule proper counts its steps from the end
     * of the warm-up.
     *
     * @param totalSteps how many steps the run has
     */
    default Schedule over(long totalSteps) {
        Schedule proper = afterWarmup(Math.max(1, totalSteps - warmupSteps()));
        return warmupSteps() == 0 ? proper : new Warmup(warmupSteps(), proper);
    }
}
