package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import org.junit.jupiter.api.Test;

/** A layer without settings has the same defaults in Java as in YAML. */
class ModelBuilderDefaultsTest {
    @Test
    void theModelOfTheBuilderIsThatOfYaml() {
        Model model = ModelBuilder.input(6)
                .dense(4)
                .sigmoid()
                .tanh()
                .relu()
                .leakyRelu()
                .elu()
                .selu()
                .gelu()
                .silu()
                .softplus()
                .mish()
                .hardtanh()
                .softmax()
                .logSoftmax()
                .dropout(0.5)
                .reshape(2, 2)
                .flatten()
                .residual(inner -> inner.dense(4).relu())
                .dense(1)
                .loss(new MeanSquaredError());
        RunConfig yaml = ConfigLoader.parse("yaml", """
                name: yaml
                data: {train: rows.csv, label: y}
                model:
                  input: [6]
                  layers:
                    [dense: 4, sigmoid, tanh, relu, leaky_relu, elu, selu, gelu, silu, softplus, mish, hardtanh, softmax,
                     log_softmax, dropout, reshape: [2, 2], flatten, residual: [dense: 4, relu], dense: 1]
                  loss: mse
                """);

        assertThat(ModelConfig.of(model)).isEqualTo(yaml.model());
        assertThat(yaml.withModel(model)).isEqualTo(yaml);
    }
}
