package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataConfigTest {
    @Test
    void theDefaultsAreWhatTheyAre() {
        assertThat(Arrays.stream(DataConfig.class.getRecordComponents())
                        .filter(component -> component.isAnnotationPresent(Default.class))
                        .collect(Collectors.toMap(
                                RecordComponent::getName,
                                component ->
                                        component.getAnnotation(Default.class).value())))
                .isEqualTo(Map.of("scale", "1", "log1p", "false", "standardize", "false", "invalid", "error"));
    }

    @Test
    void eachSettingIsExplained() {
        assertThat(Stream.of(
                                DataConfig.class,
                                SourceConfig.class,
                                ValidationConfig.class,
                                LabelConfig.class,
                                WindowsConfig.class,
                                SequencesConfig.class)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents())))
                .allMatch(component -> component.isAnnotationPresent(Help.class));
    }

    @Test
    void aSourceIsInOnePlace() {
        assertThatThrownBy(() -> source(Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessage("a source needs exactly one of path, table, images; it has 0");
        assertThatThrownBy(() -> source(Optional.of("a"), Optional.of("b"), Optional.empty()))
                .hasMessage("a source needs exactly one of path, table, images; it has 2");
        assertThatThrownBy(() -> new SourceConfig(
                        Optional.of("a.csv"),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("labels")))
                .hasMessage("labels of idx files go with images");
    }

    @Test
    void validationIsGivenInOneWay() {
        SourceConfig own = SourceConfig.table("t").withWhere("x > 1");
        assertThat(ValidationConfig.source(own).source()).contains(own);
        assertThat(ValidationConfig.where("x > 1").source()).isEmpty();
        assertThatThrownBy(() -> new ValidationConfig(
                        Optional.of(0.1),
                        Optional.of("c"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageEndingWith("it has 2");
    }

    @Test
    void aTransformerIsOneStage() {
        assertThatThrownBy(() -> new DataConfig(
                        SourceConfig.table("t"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        false,
                        false,
                        Optional.empty(),
                        List.of(Map.of("PCA", Map.of(), "IDF", Map.of())),
                        Invalid.ERROR))
                .hasMessageStartingWith("each of transformers is one stage");
    }

    @Test
    void windowsAreNotEmpty() {
        assertThatThrownBy(() -> WindowsConfig.of(1))
                .hasMessage(
                        "windows of 1 bytes, side by side; a window has at least 2, and the next starts at least 1 behind it");
        assertThatThrownBy(() -> WindowsConfig.of(8).withStride(0))
                .hasMessage(
                        "windows of 8 bytes, 0 from start to start; a window has at least 2, and the next starts at least 1"
                                + " behind it");
        assertThat(WindowsConfig.of(8).step()).isEqualTo(8);
        assertThat(WindowsConfig.of(8).withStride(3).step()).isEqualTo(3);
    }

    @Test
    void sequencesAreNotScaled() {
        for (String setting : List.of("scale: 0.5", "log1p: true", "standardize: true")) {
            assertThatThrownBy(() -> sequences("sequences: {length: 2}, " + setting, 2))
                    .hasMessageContaining("data: sequences are whole numbers that stand for something, which scale,"
                            + " log1p and standardize would spoil; leave these out");
        }
        assertThatThrownBy(() -> sequences("sequences: {length: 0}", 2)).hasMessageContaining("data.sequences.length");
    }

    @Test
    void theNetworkTakesSequencesAsTheyAreCut() {
        assertThat(sequences("sequences: 2", 2).data().sequences()).contains(new SequencesConfig(2));
        assertThatThrownBy(() -> sequences("sequences: {length: 256}", 2))
                .hasMessageContaining("model.input is [2], but rows are sequences of up to 256 (data.sequences.length);"
                        + " make it [256]");
    }

    @Test
    void nothingIsAddedToWhatStandsForSomething() {
        assertThatThrownBy(() -> sequences("sequences: 2}, training: {augmentation: [noise: 0.1]", 2))
                .hasMessageContaining("training.augmentation changes features as numbers, but those of data.sequences"
                        + " stand for something; leave it out");
    }

    private static RunConfig sequences(String settings, int input) {
        return ConfigLoader.parse(
                "sequences",
                "{name: s, data: {train: a.parquet, label: y, " + settings + "}, model: {input: [" + input
                        + "], layers: [dense: 1], loss: mse}}");
    }

    private static SourceConfig source(Optional<String> path, Optional<String> table, Optional<String> images) {
        return new SourceConfig(path, Optional.empty(), Map.of(), table, Optional.empty(), images, Optional.empty());
    }
}
