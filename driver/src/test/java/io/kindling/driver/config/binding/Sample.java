package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Shape;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records with every feature of the binder, for its tests. */
final class Sample {
    private Sample() {}

    record Config(
            @Help("What the run is called.") String name,
            @Default("1") long seed,
            Network model,
            @Default("{}") Training training,
            Map<String, Column> columns,
            List<String> tags,
            Map<String, String> options) {}

    record Network(Shape input, List<Layer> layers) {}

    record Training(
            @Default("256") @Range("[1, inf)") @Help("Rows in a step.")
            int batchSize,

            @Default("{adam: {}}") Rule optimizer,
            @Range("(0, inf)") Optional<Float> clipNorm,
            @Default("0.5") Optional<Double> momentum,
            @Default("true") boolean shuffle,
            @Default("same") Padding padding,
            @Default("[0.9, 0.999]") @Range("[0, 1)") List<Double> betas,
            @Default("PT10M") Duration limit) {}

    record Column(String type, Optional<Integer> width) {}

    enum Padding {
        SAME,
        VALID,
        FULL_REFLECT
    }

    interface Layer {}

    @Help("A row times a matrix.")
    record Dense(
            @Range("[1, inf)") @Help("Numbers in an output row.")
            int units,

            @Default("true") boolean bias) implements Layer {}

    record Relu() implements Layer {}

    record Dropout(@Range("[0, 1)") float rate) implements Layer {}

    record Pool(Shape window, Optional<Shape> stride) implements Layer {
        Pool {
            if (stride.isPresent() && stride.get().rank() != window.rank()) {
                throw new IllegalArgumentException("window " + window + " and stride " + stride.get()
                        + " have different ranks; give both as many numbers");
            }
        }
    }

    record Residual(List<Layer> layers) implements Layer {}

    /** Not listed: found by its full name. */
    record Unlisted(@Default("2") int factor) implements Layer {}

    interface Rule {}

    record Adam(
            @Default("0.001") @Range("(0, inf)") double learningRate,
            @Default("0.9") @Range("[0, 1)") double beta1) implements Rule {}

    record Sgd(@Range("(0, inf)") double learningRate) implements Rule {}

    static Binder binder() {
        Map<String, Class<? extends Layer>> layers = new LinkedHashMap<>();
        layers.put("dense", Dense.class);
        layers.put("relu", Relu.class);
        layers.put("dropout", Dropout.class);
        layers.put("pool", Pool.class);
        layers.put("residual", Residual.class);
        return Binder.builder()
                .choice(
                        Layer.class,
                        layers,
                        name -> name.equals(Unlisted.class.getName()) ? Optional.of(Unlisted.class) : Optional.empty())
                .choice(Rule.class, Map.of("adam", Adam.class))
                .with(Duration.class, Sample::duration)
                .build();
    }

    private static Duration duration(JsonNode node) {
        try {
            return Duration.parse(node.asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(node + " is no duration; write one such as PT10M", e);
        }
    }

    static YamlDocument document(String yaml) {
        return YamlDocument.parse("conf/sample.yaml", yaml);
    }

    static Config bind(String yaml) {
        return binder().bind(document(yaml), Config.class);
    }
}
