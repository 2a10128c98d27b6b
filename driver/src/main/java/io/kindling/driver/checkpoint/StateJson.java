package io.kindling.driver.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.train.BestSoFar;
import io.kindling.driver.train.LossSum;
import io.kindling.driver.train.TrainingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers of a state in JSON; its arrays lie in files of their own. A number comes back in every bit, NaN too. */
final class StateJson {
    private StateJson() {}

    /** <em>Adds</em> {@code training} and {@code metrics}. */
    static void write(ObjectNode root, TrainingState state, MetricsHistory metrics) {
        ObjectNode training = root.putObject("training")
                .put("step", state.step())
                .put("rows_seen", state.rowsSeen())
                .put("nanos", state.nanos())
                .put("train_loss", state.trainLoss());
        training.set("since_report", losses(root, state.sinceReport()));
        training.set("of_epoch", losses(root, state.ofEpoch()));
        ObjectNode best = training.putObject("best")
                .put("exists", state.best().weights().isPresent())
                .put("figure", state.best().figure())
                .put("step", state.best().step())
                .put("without_new_best", state.best().withoutNewBest());
        numbers(best.putObject("figures"), state.best().figures());
        ObjectNode optimizer =
                training.putObject("optimizer").put("steps", state.optimizer().steps());
        state.optimizer().arrays().keySet().forEach(optimizer.putArray("arrays")::add);
        numbers(optimizer.putObject("numbers"), state.optimizer().numbers());
        root.putObject("metrics")
                .put("loss", metrics.loss())
                .put("weight", metrics.weight())
                .put("rows", metrics.rows())
                .put("steps", metrics.steps())
                .put("nanos", metrics.nanos());
    }

    static long step(JsonNode root) {
        return root.path("training").path("step").asLong();
    }

    static boolean hasBest(JsonNode root) {
        return root.path("training").path("best").path("exists").asBoolean();
    }

    static List<String> optimizerArrays(JsonNode root) {
        List<String> names = new ArrayList<>();
        root.path("training").path("optimizer").path("arrays").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** The state, with its arrays. */
    static TrainingState state(
            JsonNode root, float[] weights, Optional<float[]> bestWeights, Map<String, float[]> optimizerArrays) {
        JsonNode training = root.path("training");
        JsonNode best = training.path("best");
        JsonNode optimizer = training.path("optimizer");
        return new TrainingState(
                step(root),
                training.path("rows_seen").asLong(),
                training.path("nanos").asLong(),
                losses(training.path("since_report")),
                losses(training.path("of_epoch")),
                number(training.path("train_loss")),
                weights,
                new OptimizerState(
                        optimizer.path("steps").asLong(), optimizerArrays, numbers(optimizer.path("numbers"))),
                new BestSoFar(
                        number(best.path("figure")),
                        bestWeights,
                        best.path("step").asLong(),
                        numbers(best.path("figures")),
                        best.path("without_new_best").asInt()));
    }

    static MetricsHistory metrics(JsonNode root, byte[] lines) {
        JsonNode metrics = root.path("metrics");
        return new MetricsHistory(
                lines,
                number(metrics.path("loss")),
                number(metrics.path("weight")),
                metrics.path("rows").asLong(),
                metrics.path("steps").asInt(),
                metrics.path("nanos").asLong());
    }

    private static ObjectNode losses(ObjectNode root, LossSum losses) {
        return root.objectNode().put("loss", losses.loss()).put("weight", losses.weight());
    }

    private static LossSum losses(JsonNode node) {
        return new LossSum(number(node.path("loss")), number(node.path("weight")));
    }

    private static void numbers(ObjectNode node, Map<String, Double> numbers) {
        numbers.forEach(node::put);
    }

    private static Map<String, Double> numbers(JsonNode node) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        node.properties().forEach(entry -> numbers.put(entry.getKey(), number(entry.getValue())));
        return numbers;
    }

    /** Jackson writes what is not finite as a text. */
    private static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
    }
}
