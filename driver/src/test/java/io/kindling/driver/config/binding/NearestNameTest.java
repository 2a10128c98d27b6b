package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of(
            "units", "learning_rate", "batch_size", "batch_norm", "weight_decay", "relu", "gelu", "layer_norm", "norm");

    @ParameterizedTest
    @CsvSource(textBlock = """
            unit, units
            untis, units
            lr, learning_rate
            learningRate, learning_rate
            learning-rate, learning_rate
            leraning_rate, learning_rate
            LearningRate, learning_rate
            batchnorm, batch_norm
            batch_norm1d, batch_norm
            rel, relu
            ReLU, relu
            rate, learning_rate
            decay, weight_decay
            """)
    void aSlipIsUnderstood(String given, String meant) {
        assertThat(NearestName.of(given, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"attention", "x", "epochs", "''"})
    void whatIsFarFromAllIsNotGuessed(String given) {
        assertThat(NearestName.of(given, NAMES)).isEmpty();
    }

    @Test
    void nothingIsGuessedFromNothing() {
        assertThat(NearestName.of("units", List.of())).isEmpty();
    }
}
