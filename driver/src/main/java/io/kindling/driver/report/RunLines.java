package io.kindling.driver.report;

import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.train.TrainingResult;
import java.util.Locale;
import java.util.Map;

/** What a run says of its rows before it starts, and of its result when it has ended: a line each. */
public final class RunLines {
    private RunLines() {}

    /** {@code 54,000 rows to learn from, 6,000 to validate on, in 2 shards}. */
    public static String rows(PreparedData data) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(
                Locale.ROOT, "%,d rows to learn from", data.train().rows()));
        data.validation()
                .ifPresent(part -> line.append(String.format(Locale.ROOT, ", %,d to validate on", part.rows())));
        data.test().ifPresent(part -> line.append(String.format(Locale.ROOT, ", %,d to test on", part.rows())));
        line.append(", in ").append(data.train().rowsPerShard().length).append(" shards");
        return line.toString();
    }

    /**
     * {@code done after 2110 steps, best at step 1899, test loss 0.0650, test accuracy 0.9812}.
     *
     * @param test figures on the test rows; empty where there are none: those of the validation stand in
     */
    public static String result(TrainingResult result, Map<String, Double> test) {
        StringBuilder line = new StringBuilder(
                switch (result.status()) {
                    case COMPLETED -> "done";
                    case CONVERGED -> "converged";
                    case EARLY_STOPPED -> "stopped early, as validation got no better";
                    case STOPPED -> "stopped";
                    case FAILED -> "failed";
                });
        line.append(" after ").append(result.steps()).append(" steps");
        result.reason().ifPresent(reason -> line.append(" (").append(reason).append(')'));
        if (!result.validation().isEmpty()) {
            line.append(", best at step ").append(result.bestStep());
        }
        Map<String, Double> figures = test.isEmpty() ? result.validation() : test;
        String part = test.isEmpty() ? "validation" : "test";
        figures.entrySet().stream()
                .limit(3)
                .forEach(figure -> line.append(", ")
                        .append(part)
                        .append(' ')
                        .append(figure.getKey())
                        .append(' ')
                        .append(Figures.of(figure.getValue())));
        return line.toString();
    }
}
