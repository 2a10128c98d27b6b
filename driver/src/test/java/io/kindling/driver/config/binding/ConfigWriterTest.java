package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.binding.Sample.Adam;
import io.kindling.driver.config.binding.Sample.Column;
import io.kindling.driver.config.binding.Sample.Config;
import io.kindling.driver.config.binding.Sample.Dense;
import io.kindling.driver.config.binding.Sample.Dropout;
import io.kindling.driver.config.binding.Sample.Layer;
import io.kindling.driver.config.binding.Sample.Network;
import io.kindling.driver.config.binding.Sample.Padding;
import io.kindling.driver.config.binding.Sample.Pool;
import io.kindling.driver.config.binding.Sample.Relu;
import io.kindling.driver.config.binding.Sample.Residual;
import io.kindling.driver.config.binding.Sample.Training;
import io.kindling.driver.config.binding.Sample.Unlisted;
import io.kindling.kernels.tensor.Shape;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigWriterTest {
    private final ConfigWriter writer = new ConfigWriter(Sample.binder());

    @Property(tries = 500)
    void whatIsWrittenBindsBackToTheSameRecord(@ForAll("configs") Config config) {
        String yaml = writer.write(config);

        assertThat(Sample.bind(yaml)).as(yaml).isEqualTo(config);
    }

    @Example
    void everyDefaultIsSpelledOutInAReadableForm() {
        Config config = Sample.bind("""
                name: "2024"
                model: {input: [1, 28, 28], layers: [dense: 8, relu, residual: [relu], dropout: 0.1]}
                training: {momentum: null}
                """);

        assertThat(writer.write(config)).isEqualTo("""
                name: "2024"
                seed: 1
                model:
                  input: [1, 28, 28]
                  layers:
                    - dense: {units: 8, bias: true}
                    - relu
                    - residual:
                        layers: [relu]
                    - dropout: {rate: 0.1}
                training:
                  batch_size: 256
                  optimizer:
                    adam:
                      learning_rate: 0.001
                      beta1: 0.9
                  momentum: null
                  shuffle: true
                  padding: same
                  betas: [0.9, 0.999]
                  limit: PT10M
                columns: {}
                tags: []
                options: {}
                """);
    }

    @Example
    void aTextThatEndsInAColonStaysAText() {
        Config config = Sample.bind("""
                name: "(:"
                model: {input: [1], layers: [relu]}
                """);

        assertThat(Sample.bind(writer.write(config))).isEqualTo(config);
    }

    @Provide
    Arbitrary<Config> configs() {
        Arbitrary<Network> networks =
                Combinators.combine(shapes(), layers(2).list().ofMaxSize(4)).as(Network::new);
        Arbitrary<Column> columns =
                Combinators.combine(texts(), Arbitraries.integers().optional()).as(Column::new);
        return Combinators.combine(
                        texts(),
                        Arbitraries.longs(),
                        networks,
                        trainings(),
                        Arbitraries.maps(texts(), columns).ofMaxSize(3),
                        texts().list().ofMaxSize(3),
                        Arbitraries.maps(texts(), texts()).ofMaxSize(3))
                .as(Config::new);
    }

    private static Arbitrary<Training> trainings() {
        Arbitrary<Double> open = Arbitraries.doubles().between(0, 1).ofScale(17).filter(number -> number < 1);
        Arbitrary<Double> positive = Arbitraries.of(Double.MIN_VALUE, 1e-300, 1e-5, 0.1, 3.0, 1e22, Double.MAX_VALUE);
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1),
                        Combinators.combine(positive, open).as(Adam::new),
                        Arbitraries.of(Float.MIN_VALUE, 0.1f, 1f, 16777216f, Float.MAX_VALUE)
                                .optional(),
                        Arbitraries.of(Double.NEGATIVE_INFINITY, -0.5, 1 / 3.0, Double.POSITIVE_INFINITY)
                                .optional(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Padding.class),
                        open.list().ofMaxSize(3),
                        Arbitraries.longs().map(Duration::ofMillis))
                .as(Training::new);
    }

    private static Arbitrary<Layer> layers(int depth) {
        Arbitrary<Layer> plain = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().greaterOrEqual(1), Arbitraries.of(true, false))
                        .as(Dense::new),
                Arbitraries.of(new Relu(), new Unlisted(2), new Unlisted(3)),
                Arbitraries.of(0f, 0.1f, 0.99999994f).map(Dropout::new),
                shapes().flatMap(window -> Arbitraries.of(window).optional().map(stride -> new Pool(window, stride))));
        return depth == 0
                ? plain
                : Arbitraries.oneOf(plain, layers(depth - 1).list().ofMaxSize(3).map(Residual::new));
    }

    private static Arbitrary<Shape> shapes() {
        return Arbitraries.integers().between(1, 100).list().ofMaxSize(4).map(Shape::of);
    }

    /** Words that YAML might take for something else, and any text. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> tricky = Arbitraries.of(
                "",
                " ",
                "true",
                "null",
                "~",
                "1",
                "1e3",
                ".5",
                ".inf",
                "0x1f",
                "yes",
                "a: b",
                "- a",
                "#",
                "a #b",
                "{",
                "[x]",
                "<<",
                "=",
                "*a",
                "&a",
                "!b",
                "%",
                "@",
                "`",
                "'",
                "\"",
                "\\",
                "a\nb",
                "a:\nb",
                "\n",
                " a",
                "a ",
                "\t",
                "---",
                "...",
                "?",
                "a.b[0]",
                "Zürich",
                "\uD83D\uDD25",
                "\u0000",
                "\u2028",
                "2024-01-01");
        return Arbitraries.oneOf(
                tricky,
                Arbitraries.strings().ofMaxLength(12).ascii(),
                Arbitraries.strings().alpha().withChars(' ').ofMaxLength(200));
    }
}
