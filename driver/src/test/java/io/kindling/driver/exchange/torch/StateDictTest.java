package io.kindling.driver.exchange.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.layer.Add;
import io.kindling.kernels.layer.Concatenate;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDictTest {
    @Test
    void aSequentialCountsItsLayers() {
        assertThat(names(ModelBuilder.input(4)
                        .dense(3)
                        .batchNorm()
                        .relu()
                        .dense(2)
                        .loss(new CrossEntropy())))
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "3.weight",
                        "3.bias",
                        "1.running_mean",
                        "1.running_var");
    }

    @Test
    void recurrentLayersAreTheFirstOfTheirStackWhereverTheyStand() {
        Layer branches = new Concatenate(List.of(List.of(new Gru(2)), List.of(new Dense(3), new Lstm(2))));
        Model model = new Model(Shape.of(5, 3), List.of(branches, new Dense(1)), new MeanSquaredError());
        assertThat(names(model))
                .containsExactly(
                        "0.0.0.weight_ih_l0",
                        "0.0.0.weight_hh_l0",
                        "0.0.0.bias_ih_l0",
                        "0.0.0.bias_hh_l0",
                        "0.1.0.weight",
                        "0.1.0.bias",
                        "0.1.1.weight_ih_l0",
                        "0.1.1.weight_hh_l0",
                        "0.1.1.bias_ih_l0",
                        "0.1.1.bias_hh_l0",
                        "1.weight",
                        "1.bias");
    }

    @Test
    void batchNormalisationsAreCountedWhereverTheyStand() {
        Layer add = new Add(List.of(List.of(), List.of(new BatchNorm())));
        Layer residual = new Residual(List.of(new Dense(3), new BatchNorm()));
        Model model = new Model(Shape.of(3), List.of(add, residual, new Dense(1)), new MeanSquaredError());
        assertThat(StateDict.of(model).counters())
                .containsExactly("0.1.0.num_batches_tracked", "1.1.num_batches_tracked");
    }

    @Test
    void transformerBlocksHaveTheNamesOfPyTorchsWithDropoutToo() {
        Layer block = new TransformerBlock(2, 8).withDropout(0.1);
        Model model = new Model(Shape.of(6), List.of(new TiedEmbedding(9, 4, List.of(block))), new CrossEntropy());
        assertThat(names(model)).startsWith("0.weight", "0.0.self_attn.in_proj_weight", "0.0.self_attn.in_proj_bias");
    }

    private static List<String> names(Model model) {
        return List.copyOf(StateDict.of(model).names().values());
    }
}
