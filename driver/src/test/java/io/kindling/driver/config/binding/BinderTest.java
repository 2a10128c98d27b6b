package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.binding.Sample.Adam;
import io.kindling.driver.config.binding.Sample.Column;
import io.kindling.driver.config.binding.Sample.Config;
import io.kindling.driver.config.binding.Sample.Dense;
import io.kindling.driver.config.binding.Sample.Dropout;
import io.kindling.driver.config.binding.Sample.Network;
import io.kindling.driver.config.binding.Sample.Padding;
import io.kindling.driver.config.binding.Sample.Pool;
import io.kindling.driver.config.binding.Sample.Relu;
import io.kindling.driver.config.binding.Sample.Residual;
import io.kindling.driver.config.binding.Sample.Training;
import io.kindling.driver.config.binding.Sample.Unlisted;
import io.kindling.kernels.tensor.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinderTest {
    private static final String SMALLEST = "name: a\nmodel: {input: [4]}\n";

    @Test
    void everySettingIsTakenFromTheText() {
        Config config = Sample.bind("""
                name: first
                seed: 7
                model:
                  input: [1, 28, 28]
                  layers:
                    - dense: 256
                    - relu
                    - dense: {units: 8, bias: false}
                    - pool: [2, 2]
                    - pool: {window: [2, 2], stride: [1, 1]}
                    - residual: [dense: 8, relu]
                    - dropout: 0.25
                training:
                  batch_size: 1e3
                  optimizer: {adam: {learning_rate: 1e-3, beta1: 0}}
                  clip_norm: 1
                  momentum: null
                  shuffle: false
                  padding: full_reflect
                  betas: [0.5]
                  limit: PT3S
                columns:
                  age: {type: int, width: 4}
                  city: {type: text}
                tags: [small, "2024"]
                options: {header: true, spark.cores: 4, ratio: 0.10, mode: fast}
                """);

        assertThat(config)
                .isEqualTo(new Config(
                        "first",
                        7,
                        new Network(
                                Shape.of(1, 28, 28),
                                List.of(
                                        new Dense(256, true),
                                        new Relu(),
                                        new Dense(8, false),
                                        new Pool(Shape.of(2, 2), Optional.empty()),
                                        new Pool(Shape.of(2, 2), Optional.of(Shape.of(1, 1))),
                                        new Residual(List.of(new Dense(8, true), new Relu())),
                                        new Dropout(0.25f))),
                        new Training(
                                1000,
                                new Adam(1e-3, 0),
                                Optional.of(1f),
                                Optional.empty(),
                                false,
                                Padding.FULL_REFLECT,
                                List.of(0.5),
                                Duration.ofSeconds(3)),
                        Map.of(
                                "age", new Column("int", Optional.of(4)),
                                "city", new Column("text", Optional.empty())),
                        List.of("small", "2024"),
                        Map.of("header", "true", "spark.cores", "4", "ratio", "0.10", "mode", "fast")));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Config config = Sample.bind(SMALLEST);

        assertThat(config)
                .isEqualTo(new Config(
                        "a",
                        1,
                        new Network(Shape.of(4), List.of()),
                        new Training(
                                256,
                                new Adam(0.001, 0.9),
                                Optional.empty(),
                                Optional.of(0.5),
                                true,
                                Padding.SAME,
                                List.of(0.9, 0.999),
                                Duration.ofMinutes(10)),
                        Map.of(),
                        List.of(),
                        Map.of()));
    }

    @Test
    void sectionsWithNothingInThemHaveTheirDefaults() {
        assertThat(Sample.bind(SMALLEST + "training:\ncolumns:\ntags:\n")).isEqualTo(Sample.bind(SMALLEST));
    }

    @Test
    void aChoiceWithDefaultsForAllNeedsNoSettings() {
        Adam adam = new Adam(0.001, 0.9);
        for (String written : List.of("adam", "{adam: }", "{adam: {}}")) {
            Config config = Sample.bind(SMALLEST + "training: {optimizer: " + written + "}");
            assertThat(config.training().optimizer()).isEqualTo(adam);
        }
    }

    @Test
    void aClassThatIsNotListedIsFoundByTheLookupGiven() {
        Config config = Sample.bind("""
                name: a
                model: {input: [4], layers: ["%1$s", "%1$s": 3]}
                """.formatted(Unlisted.class.getName()));

        assertThat(config.model().layers()).containsExactly(new Unlisted(2), new Unlisted(3));
    }

    @Test
    void aSingleValueInPlaceOfASectionIsItsFirstSetting() {
        Config config = Sample.bind(SMALLEST + "training: 64\ncolumns: {age: int}");

        assertThat(config).isEqualTo(Sample.bind(SMALLEST + "training: {batch_size: 64}\ncolumns: {age: {type: int}}"));
    }

    @Test
    void aMappingKeepsItsOrder() {
        Config config = Sample.bind(SMALLEST + "columns: {z: {type: a}, m: {type: b}, a: {type: c}}");

        assertThat(config.columns().keySet()).containsExactly("z", "m", "a");
    }
}
