package io.kindling.driver.tracking.tensorboard;

/**
 * At which steps there are histograms: at validations, but at no more than some hundred of a run, evenly spread, so that
 * neither time nor files grow with the number of validations; and at the last step.
 *
 * @param steps of the run
 * @param every so many steps
 */
record HistogramCadence(long steps, long every) {
    private static final long MOST = 100;

    /** Of a run that validates every so many steps. */
    static HistogramCadence of(long steps, long validateEverySteps) {
        long validations = steps / validateEverySteps;
        long apart = Math.max(1, (validations + MOST - 1) / MOST);
        return new HistogramCadence(steps, apart * validateEverySteps);
    }

    /** Whether there are some after this step, counted from 1. */
    boolean isDue(long step) {
        return step % every == 0 || step == steps;
    }
}
