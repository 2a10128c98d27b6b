package io.kindling.driver.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.MaxPool2d;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffinityTest {
    private static final Shape ROW = Shape.of(6);
    private static final Shape PICTURE = Shape.of(2, 8, 8);

    @Test
    void whatOnlyMultipliesAddsAndMovesIsAffine() {
        assertThat(Affinity.holds(new Dense(5), ROW)).isTrue();
        assertThat(Affinity.holds(new Dropout(0.5), ROW)).isTrue();
        assertThat(Affinity.holds(new BatchNorm(), ROW)).isTrue();
        assertThat(Affinity.holds(new Residual(List.of(new Dense(6))), ROW)).isTrue();
        assertThat(Affinity.holds(new Flatten(), PICTURE)).isTrue();
        assertThat(Affinity.holds(new Conv2d(3, 3), PICTURE)).isTrue();
        assertThat(Affinity.holds(new AvgPool2d(2), PICTURE)).isTrue();
        assertThat(Affinity.holds(new PositionalEmbedding(4), Shape.of(3, 6))).isTrue();
    }

    @Test
    void whatChoosesOrDividesIsNot() {
        assertThat(Affinity.holds(new MaxPool2d(2), PICTURE)).isFalse();
        assertThat(Affinity.holds(new LayerNorm(), ROW)).isFalse();
        assertThat(Affinity.holds(new Embedding(10, 4), ROW)).isFalse();
        assertThat(Affinity.holds(new CrookedScale(1, 1), ROW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sigmoid",
                "tanh",
                "relu",
                "leaky_relu",
                "elu",
                "selu",
                "gelu",
                "silu",
                "softplus",
                "mish",
                "hardtanh",
                "softmax",
                "log_softmax"
            })
    void noActivationIs(String name) throws ReflectiveOperationException {
        Layer activation =
                LayerRegistry.BY_NAME.get(name).getDeclaredConstructor().newInstance();
        assertThat(Affinity.holds(activation, ROW)).isFalse();
    }
}
