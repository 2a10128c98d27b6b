package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A layer without settings has the same defaults in Java as in YAML. */
class ModelBuilderDefaultsTest {
    @Test
    void networksOnPicturesAndSequencesAreThoseOfYaml() {
        Model pictures = ModelBuilder.input(1, 8, 8)
                .conv2d(4, 3)
                .batchNorm()
                .groupNorm(2)
                .maxPool2d(2)
                .avgPool2d(2)
                .add(List.of(branch -> branch, branch -> branch.conv2d(4, 1)))
                .concatenate(List.of(branch -> branch, branch -> branch.relu()))
                .globalAvgPool2d()
                .dense(1)
                .loss(new MeanSquaredError());
        assertThat(ModelConfig.of(pictures)).isEqualTo(model("[1, 8, 8]", """
                [conv2d: {filters: 4, kernel: 3}, batch_norm, group_norm: 2, max_pool2d: 2, avg_pool2d: 2,
                 add: {branches: [[], [conv2d: {filters: 4, kernel: 1}]]}, concatenate: {branches: [[], [relu]]},
                 global_avg_pool2d, dense: 1]"""));
        Model sequences = ModelBuilder.input(6)
                .embedding(20, 4)
                .positionalEmbedding(6)
                .multiHeadAttention(2)
                .transformerBlock(2, 8)
                .layerNorm()
                .conv1d(4, 3)
                .concatenate(List.of(
                        branch -> branch.lstm(3),
                        branch -> branch.gru(3),
                        ModelBuilder::globalAvgPool1d,
                        ModelBuilder::globalMaxPool1d))
                .dense(1)
                .loss(new MeanSquaredError());
        assertThat(ModelConfig.of(sequences)).isEqualTo(model("[6]", """
                [embedding: {vocabulary: 20, features: 4}, positional_embedding: 6, multi_head_attention: 2,
                 transformer_block: {heads: 2, feed_forward: 8}, layer_norm, conv1d: {filters: 4, kernel: 3},
                 concatenate: {branches: [[lstm: 3], [gru: 3], [global_avg_pool1d], [global_max_pool1d]]}, dense: 1]"""));
    }

    private static ModelConfig model(String input, String layers) {
        return ConfigLoader.parse(
                        "yaml",
                        "{name: yaml, data: {train: rows.csv, label: y}, model: {input: " + input + ", layers: "
                                + layers + ", loss: mse}}")
                .model();
    }

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
