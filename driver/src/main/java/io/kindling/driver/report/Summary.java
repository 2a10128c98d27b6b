package io.kindling.driver.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.train.TrainingResult;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code summary.json}: how a run ended, in a few numbers that programs read.
 *
 * @param name of the run
 * @param seed of the run
 * @param parameters how many numbers were learned
 * @param engine {@code local} or {@code spark}
 * @param blas what multiplied the matrices
 * @param exact whether all JVMs compute the same bits
 * @param inexact why the settings alone make it otherwise
 * @param result what training gave
 * @param test loss and metrics of the kept parameters on the test rows; empty without such
 * @param stepMillis where a step's time went, by part; empty where no step was taken
 * @param weightsSha256 of the kept parameters
 * @param failure why it failed; empty where it did not
 */
public record Summary(
        String name,
        long seed,
        int parameters,
        String engine,
        String blas,
        boolean exact,
        Optional<String> inexact,
        TrainingResult result,
        Map<String, Double> test,
        Map<String, Double> stepMillis,
        String weightsSha256,
        Optional<String> failure) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same of a run that failed. */
    public Summary failedBecauseOf(Throwable cause) {
        return new Summary(
                name,
                seed,
                parameters,
                engine,
                blas,
                exact,
                inexact,
                result,
                test,
                stepMillis,
                weightsSha256,
                Optional.of(String.valueOf(cause.getMessage())));
    }

    /** The file's content. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", name);
        root.put("status", result.status().name().toLowerCase(Locale.ROOT));
        result.reason().ifPresent(reason -> root.put("reason", reason));
        failure.ifPresent(why -> root.put("failure", why));
        root.put("steps", result.steps());
        root.put("epochs", result.epochs());
        root.put("parameters", parameters);
        root.put("seed", seed);
        number(root.putObject("train"), "loss", result.trainLoss());
        if (!result.validation().isEmpty()) {
            ObjectNode validation = root.putObject("validation");
            result.validation().forEach((figure, value) -> number(validation, figure, value));
        }
        if (!test.isEmpty()) {
            ObjectNode figures = root.putObject("test");
            test.forEach((figure, value) -> number(figures, figure, value));
        }
        ObjectNode best = root.putObject("best");
        best.put("step", result.bestStep());
        if (result.validation().containsKey("loss")) {
            number(best, "validation_loss", result.validation().get("loss"));
        }
        number(root, "rows_per_second", Math.rint(result.rowsPerSecond()));
        number(root, "ms_per_step", Math.rint(result.seconds() / result.steps() * 1e6) / 1e3);
        if (!stepMillis.isEmpty()) {
            ObjectNode parts = root.putObject("step_ms");
            stepMillis.forEach((part, millis) -> number(parts, part, Math.rint(millis * 1e3) / 1e3));
        }
        root.put("engine", engine);
        root.put("blas", blas);
        root.put("exact", exact);
        inexact.ifPresent(reason -> root.put("not_exact_because", reason));
        root.put("weights_sha256", weightsSha256);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JSON has no NaN: what is not a number is null. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
