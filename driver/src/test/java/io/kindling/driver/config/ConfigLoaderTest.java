package io.kindling.driver.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.ConfigException;
import io.kindling.driver.config.binding.YamlDocument;
import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.Optimizers;
import io.kindling.driver.optim.schedule.ScheduleSettings;
import io.kindling.driver.optim.schedule.Schedules;
import io.kindling.driver.solver.SolverSettings;
import io.kindling.driver.solver.Solvers;
import io.kindling.kernels.augmentation.Augmentation;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.registry.AugmentationRegistry;
import io.kindling.kernels.registry.InitializerRegistry;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.registry.LossRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLoaderTest {
    private static final String MODEL = "model: {input: [2], layers: [dense: 1], loss: mse}\n";

    /** The value of those choices that cannot stand by their bare name. */
    private static final Map<String, String> NEEDED = Map.ofEntries(
            entry("dense", "8"),
            entry("reshape", "[4]"),
            entry("residual", "[relu]"),
            entry("chain", "[relu]"),
            entry("add", "[[relu]]"),
            entry("concatenate", "[[relu]]"),
            entry("conv2d", "8"),
            entry("conv1d", "8"),
            entry("max_pool2d", "2"),
            entry("avg_pool2d", "2"),
            entry("group_norm", "4"),
            entry("embedding", "{vocabulary: 10, features: 4}"),
            entry("positional_embedding", "8"),
            entry("tied_embedding", "{vocabulary: 10, features: 4, layers: [relu]}"),
            entry("multi_head_attention", "2"),
            entry("transformer_block", "{heads: 2, feed_forward: 8}"),
            entry("lstm", "4"),
            entry("gru", "4"),
            entry("constant (initializers)", "0.5"),
            entry("step", "10"),
            entry("exponential", "0.9"),
            entry("linear_warmup", "10"),
            entry("shift", "2"),
            entry("rotation", "10"),
            entry("zoom", "0.1"),
            entry("cutout", "8"),
            entry("noise", "0.1"));

    /** One choice of each kind; all but the one that is tested are left out. */
    record Chosen(
            Optional<Layer> layers,
            Optional<Loss> losses,
            Optional<Initializer> initializers,
            Optional<OptimizerSettings> optimizers,
            Optional<ScheduleSettings> schedules,
            Optional<SolverSettings> solvers,
            Optional<Augmentation> augmentation) {
        Object only() {
            return Stream.of(layers, losses, initializers, optimizers, schedules, solvers, augmentation)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                        entry("layers", LayerRegistry.BY_NAME),
                        entry("losses", LossRegistry.BY_NAME),
                        entry("initializers", InitializerRegistry.BY_NAME),
                        entry("optimizers", Optimizers.BY_NAME),
                        entry("schedules", Schedules.BY_NAME),
                        entry("solvers", Solvers.BY_NAME),
                        entry("augmentation", AugmentationRegistry.BY_NAME))
                .flatMap(kind -> kind.getValue().entrySet().stream()
                        .map(choice -> Arguments.of(kind.getKey(), choice.getKey(), choice.getValue())));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceBindsFromItsShortestForm(String kind, String name, Class<?> type) {
        String needed = NEEDED.getOrDefault(name + " (" + kind + ")", NEEDED.get(name));
        if (needed == null) {
            assertThat(chosen(kind, name)).isInstanceOf(type);
        } else {
            assertThatThrownBy(() -> chosen(kind, name)).isInstanceOf(ConfigException.class);
            assertThat(chosen(kind, "{" + name + ": " + needed + "}")).isInstanceOf(type);
        }
    }

    private static Object chosen(String kind, String form) {
        YamlDocument document = YamlDocument.parse("choice", kind + ": " + form);
        return ConfigLoader.binder().bind(document, Chosen.class).only();
    }

    static Stream<Path> configurations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("kindling.home"), "conf"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void whatIsWrittenReadsBackAsTheSameRun(Path file) {
        RunConfig config = ConfigLoader.load(file, List.of());

        assertThat(ConfigLoader.parse("written", ConfigLoader.write(config))).isEqualTo(config);
        assertThat(ConfigLoader.modelOf("tree", ConfigLoader.tree(config.model())))
                .isEqualTo(config.model());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data: {train: a.csv}                     | data: {train: {path: a.csv}}
            data: {train: a.csv, test: b.csv}        | data: {train: a.csv, test: {path: b.csv}}
            data: {train: a.csv, label: type}        | data: {train: a.csv, label: {column: type}}
            data: {train: a.csv, sequences: 2}       | data: {train: a.csv, sequences: {length: 2}}
            data: {train: a.csv, validation: 0.1}    | data: {train: a.csv, validation: {fraction: 0.1}}
            """)
    void aSingleValueStandsForASectionsFirstSetting(String shortForm, String longForm) {
        assertThat(run(shortForm)).isEqualTo(run(longForm));
    }

    private static RunConfig run(String data) {
        return ConfigLoader.parse("short", "name: a\n" + MODEL + data);
    }
}
