package io.kindling.kernels.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.registry.InitializerRegistry;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
    private static final int OUT = 200;
    private static final int IN = 300;

    static Stream<Initializer> all() {
        return Stream.of(
                new Auto(),
                new Xavier(Distribution.UNIFORM, 1),
                new Xavier(Distribution.NORMAL, 2),
                new He(Distribution.UNIFORM),
                new He(Distribution.NORMAL),
                new LeCun(Distribution.UNIFORM),
                new LeCun(Distribution.NORMAL),
                new Orthogonal(1),
                new Normal(0.05),
                new Uniform(0.05),
                new Constant(0.25),
                new Zeros());
    }

    @Test
    void everyRegisteredInitializerStandsInTheList() {
        assertThat(all().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(InitializerRegistry.BY_NAME.values());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameKeyGivesTheSameNumbersAndNothingElseIsTouched(Initializer initializer) {
        float[] window = new float[OUT * IN + 2];
        window[0] = 7;
        window[OUT * IN + 1] = 7;
        initializer.fill(weight(), 5, new Slice(window, 1, OUT * IN));
        float[] alone = draw(initializer, 5);
        for (int i = 0; i < alone.length; i++) {
            assertThat(window[i + 1]).isEqualTo(alone[i]);
        }
        assertThat(List.of(window[0], window[OUT * IN + 1])).containsOnly(7f);
    }

    @Test
    void variancesAreThoseOfThePapers() {
        assertVariance(new Xavier(Distribution.UNIFORM, 1), 2.0 / (IN + OUT));
        assertVariance(new Xavier(Distribution.NORMAL, 2), 4 * 2.0 / (IN + OUT));
        assertVariance(new He(Distribution.UNIFORM), 2.0 / IN);
        assertVariance(new He(Distribution.NORMAL), 2.0 / IN);
        assertVariance(new LeCun(Distribution.UNIFORM), 1.0 / IN);
        assertVariance(new LeCun(Distribution.NORMAL), 1.0 / IN);
        assertVariance(new Normal(0.05), 0.05 * 0.05);
        assertVariance(new Uniform(0.3), 0.3 * 0.3 / 3);
    }

    @Test
    void uniformDrawsStayWithinTheirBound() {
        double bound = Math.sqrt(6.0 / (IN + OUT));
        for (float value : draw(new Xavier(Distribution.UNIFORM, 1), 3)) {
            assertThat((double) value).isBetween(-bound, bound);
        }
        for (float value : draw(new Uniform(0.3), 3)) {
            assertThat(value).isBetween(-0.3f, 0.3f);
        }
    }

    @Test
    void orthogonalRowsAreOrthogonalWhetherWideOrTall() {
        for (Shape shape : List.of(Shape.of(20, 50), Shape.of(50, 20), Shape.of(30, 30), Shape.of(6, 2, 3, 3))) {
            float[] values = new float[shape.size()];
            new Orthogonal(2).fill(new Parameter("weight", shape, 1, 1, new Auto(), true), 9, Slice.of(values));
            int rows = shape.dimension(0);
            int columns = shape.size() / rows;
            int count = Math.min(rows, columns);
            for (int a = 0; a < count; a++) {
                for (int b = 0; b <= a; b++) {
                    double dot = 0;
                    for (int i = 0; i < Math.max(rows, columns); i++) {
                        dot += rows > columns
                                ? (double) values[i * columns + a] * values[i * columns + b]
                                : (double) values[a * columns + i] * values[b * columns + i];
                    }
                    assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-5));
                }
            }
        }
    }

    @Test
    void constantsAreConstant() {
        assertThat(draw(new Constant(0.25), 1)).containsOnly(0.25f);
        assertThat(draw(new Zeros(), 1)).containsOnly(0f);
    }

    private static void assertVariance(Initializer initializer, double expected) {
        double mean = 0;
        double square = 0;
        float[] values = draw(initializer, 11);
        for (float value : values) {
            mean += value;
            square += (double) value * value;
        }
        mean /= values.length;
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(expected / values.length)));
        assertThat(square / values.length).isCloseTo(expected, within(0.03 * expected));
    }

    private static float[] draw(Initializer initializer, long key) {
        float[] values = new float[OUT * IN];
        initializer.fill(weight(), key, Slice.of(values));
        return values;
    }

    private static Parameter weight() {
        return new Parameter("weight", Shape.of(OUT, IN), IN, OUT, new Auto(), true);
    }
}
