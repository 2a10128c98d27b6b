package io.kindling.driver.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of {@code metrics.csv}, for whoever else logs it.
 *
 * @param step counted from 1
 * @param epoch counted from 1
 * @param training {@code train_loss} (mean over the steps since the last line; not there if their rows weigh nothing), {@code
 *     gradient_norm}, {@code learning_rate}, {@code rows_per_second}, as in the file; empty if there was no step since the last line
 * @param validation {@code loss} and the metrics; empty where this line is of no validation
 * @param stepMillis milliseconds of a step by what they went to, in the mean since the last line or since the run was taken up again;
 *     empty if there was no step
 */
public record MetricsLine(
        long step,
        long epoch,
        Map<String, Double> training,
        Map<String, Double> validation,
        Map<String, Double> stepMillis) {
    static final String SPEED = "rows_per_second";

    /** All figures under the names that experiment trackers have for them: {@code train/loss}, {@code validation/accuracy}, {@code learning_rate}. */
    public Map<String, Double> scalars() {
        Map<String, Double> scalars = new LinkedHashMap<>();
        training.forEach((name, value) -> scalars.put(scalarName(name), value));
        validation.forEach((name, value) -> scalars.put("validation/" + name, value));
        // A line without steps stands behind one with them, which had the epoch.
        if (!training.isEmpty()) {
            scalars.put("epoch", (double) epoch);
        }
        return scalars;
    }

    private static String scalarName(String name) {
        return switch (name) {
            case "train_loss" -> "train/loss";
            case "gradient_norm" -> "train/gradient_norm";
            default -> name;
        };
    }
}
