package io.kindling.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Dropout;
import io.kindling.kernels.layer.Flatten;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Reshape;
import io.kindling.kernels.layer.Residual;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.tensor.Shape;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ModelBuilderTest {
    @Test
    void theModelIsThatOfTheLayersInTheirOrder() {
        Dense last = new Dense(10, false, new Zeros());
        Model model = ModelBuilder.input(1, 4, 4)
                .flatten()
                .dense(8)
                .relu()
                .residual(inner -> inner.dense(8).tanh().dropout(0.2))
                .reshape(2, 4)
                .flatten()
                .layer(last)
                .loss(new CrossEntropy());

        assertThat(model.input()).isEqualTo(Shape.of(1, 4, 4));
        assertThat(model.layers())
                .containsExactly(
                        new Flatten(),
                        new Dense(8),
                        new Relu(),
                        new Residual(List.of(new Dense(8), new Tanh(), new Dropout(0.2))),
                        new Reshape(Shape.of(2, 4)),
                        new Flatten(),
                        last);
        assertThat(model.loss()).isEqualTo(new CrossEntropy());
        assertThat(model.output()).isEqualTo(Shape.of(10));
    }

    @Test
    void twoModelsMayGoOnFromTheSameStart() {
        ModelBuilder start = ModelBuilder.input(5).dense(3);
        Model one = start.relu().dense(1).loss(new MeanSquaredError());
        Model other = start.tanh().loss(new MeanSquaredError());
        assertThat(start.output()).isEqualTo(Shape.of(3));
        assertThat(one.layers()).containsExactly(new Dense(3), new Relu(), new Dense(1));
        assertThat(other.layers()).containsExactly(new Dense(3), new Tanh());
    }

    @Test
    void aLayerThatDoesNotFitIsNamedWhereItIsAdded() {
        ModelBuilder start = ModelBuilder.input(5).dense(3);
        assertThatThrownBy(() -> start.reshape(2, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("Layer 1: reshape to [2, 2]");
        assertThatThrownBy(() -> start.residual(inner -> inner.dense(4)))
                .hasMessageStartingWith("Layer 1: residual needs inner layers that keep the shape");
        assertThatThrownBy(() -> start.residual(inner -> inner.dense(4).reshape(3)))
                .hasMessageStartingWith("Layer 1.1: reshape to [3]");
        assertThatThrownBy(() -> start.residual(inner -> inner.relu().residual(innermost -> innermost.reshape(7))))
                .hasMessageStartingWith("Layer 1.1.0: reshape to [7]");
    }

    @Test
    void theStackTraceOfAnErrorHasTheLineOfTheInnermostLayer() {
        int line = new Throwable().getStackTrace()[0].getLineNumber();
        assertThatThrownBy(() -> ModelBuilder.input(5).residual(inner -> {
                    ModelBuilder four = inner.dense(4);
                    return four.reshape(3); // 3 lines behind the first
                }))
                .asInstanceOf(throwable(ShapeException.class))
                .extracting(error -> Arrays.stream(error.getStackTrace())
                        .filter(frame -> frame.getClassName().equals(getClass().getName()))
                        .findFirst()
                        .orElseThrow()
                        .getLineNumber())
                .isEqualTo(line + 3);
    }

    /** A method adds the layer of its name; what has no short form comes by {@code layer}. */
    @Test
    void everyMethodNamedAsALayerAddsThatLayer() throws ReflectiveOperationException {
        int added = 0;
        for (Method method : ModelBuilder.class.getMethods()) {
            String name = method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            if (LayerRegistry.BY_NAME.containsKey(name) && method.getParameterCount() == 0) {
                ModelBuilder one = (ModelBuilder) method.invoke(ModelBuilder.input(inputOf(name)));
                Layer layer = one.layers().get(0);
                assertThat(LayerRegistry.nameOf(layer)).isEqualTo(name);
                added++;
            }
        }
        assertThat(added).isGreaterThanOrEqualTo(19);
    }

    /** Rows that the layer takes: pictures, sequences or plain numbers. */
    private static Shape inputOf(String name) {
        return name.endsWith("2d") ? Shape.of(1, 2, 2) : name.endsWith("1d") ? Shape.of(2, 3) : Shape.of(3);
    }
}
