package io.kindling.driver.train;

import java.util.Map;
import java.util.Optional;

/**
 * What training gave.
 *
 * @param status how it ended
 * @param parameters those to keep: of the best validation, or the last where nothing was validated
 * @param steps taken
 * @param epochs begun
 * @param trainLoss mean of the steps' losses over the last epoch
 * @param bestStep the step after which the kept parameters were reached
 * @param validation {@code loss} and metrics of the kept parameters on the validation rows; empty without such
 * @param seconds spent in steps, validation left out
 * @param rowsPerSecond training rows by those seconds
 * @param reason why a solver found nothing more to gain; empty where it did not end by itself
 */
public record TrainingResult(
        Status status,
        float[] parameters,
        long steps,
        long epochs,
        double trainLoss,
        long bestStep,
        Map<String, Double> validation,
        double seconds,
        double rowsPerSecond,
        Optional<String> reason) {
    /** How training ended. */
    public enum Status {
        /** All epochs were run. */
        COMPLETED,
        /** The solver found nothing more to gain. */
        CONVERGED,
        /** Validation got no better for as long as early stopping waits. */
        EARLY_STOPPED,
        /** The user asked to stop. */
        STOPPED,
        /** Something went wrong. */
        FAILED
    }
}
