package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.config.binding.ConfigException;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.normalization.BatchNorm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that hold lists of lists of layers. */
class BranchesConfigTest {
    @Test
    void branchesBindInTheLongFormAndInTheShort() {
        assertThat(run("concatenate: {branches: [[dense: 8, relu], [], [dense: 4]]}, add: [[], [batch_norm]], dense: 1")
                        .model()
                        .layers())
                .containsExactly(
                        new Concatenate(List.of(List.of(new Dense(8), new Relu()), List.of(), List.of(new Dense(4)))),
                        new Add(List.of(List.of(), List.of(new BatchNorm()))),
                        new Dense(1));
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameRun() {
        RunConfig config = run("add: [[dense: 3], [dense: 3, concatenate: [[], [relu]], dense: 3]],"
                + " batch_norm: {momentum: 0.2}, group_norm: 1, dense: 1");
        assertThat(ConfigLoader.parse("written", ConfigLoader.write(config))).isEqualTo(config);
        assertThat(ConfigLoader.modelOf("tree", ConfigLoader.tree(config.model())))
                .isEqualTo(config.model());
    }

    @Test
    void aShapeThatDoesNotFitIsNamedByItsPlace() {
        assertThatThrownBy(() -> run("relu, add: [[dense: 3], [dense: 4]], dense: 1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "model: Layer 1: add needs branches with one output shape; of [2] branch 0 makes [3]"
                                + " and branch 1 [4]");
        assertThatThrownBy(() -> run("relu, concatenate: [[], [relu, residual: [dense: 5]]], dense: 1"))
                .hasMessageContaining("model: Layer 1.1.1: residual needs inner layers that keep the shape");
    }

    @Test
    void aWrongKeyIsNamedByItsPath() {
        assertThatThrownBy(() -> run("add: {branches: [[relu], [relu, dense: {unit: 2}]]}, dense: 1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.layers[0].add.branches[1][1].dense")
                .hasMessageContaining("units");
        assertThatThrownBy(() -> run("add: [], dense: 1")).hasMessageContaining("add needs at least one branch");
    }

    private static RunConfig run(String layers) {
        return ConfigLoader.parse(
                "test", "name: a\nmodel: {input: [2], layers: [" + layers + "], loss: mse}\ndata: {train: a.csv}\n");
    }
}
