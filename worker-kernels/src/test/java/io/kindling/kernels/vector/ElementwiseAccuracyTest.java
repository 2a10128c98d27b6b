package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the activations and their gradients to their formulas in double precision. */
class ElementwiseAccuracyTest {
    private static final double ERROR = 5e-7;

    /** A function with its forward loop and its gradient's. */
    record Case(String name, boolean fromOutput, NamedLoop.Run forward, NamedLoop.Run backward, DoubleUnaryOperator f) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_LAMBDA = 1.0507009873554805;

    static Stream<Arguments> cases() {
        return Twins.all().flatMap(e -> functions().map(c -> Arguments.of(e, c)));
    }

    private static Stream<Case> functions() {
        return Stream.of(
                of("relu", true, x -> Math.max(x, 0)),
                of("leakyRelu", true, x -> x > 0 ? x : 0.2f * x),
                of("hardtanh", true, x -> Math.min(Math.max(x, -1), 2)),
                of("sigmoid", true, x -> 1 / (1 + Math.exp(-x))),
                of("tanh", true, Math::tanh),
                of("elu", true, x -> x > 0 ? x : 1.3f * Math.expm1(x)),
                of("selu", true, x -> SELU_LAMBDA * (x > 0 ? x : SELU_ALPHA * Math.expm1(x))),
                of("softplus", true, x -> Math.log1p(Math.exp(x))),
                of("silu", false, x -> x / (1 + Math.exp(-x))),
                of("mish", false, x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
                of("gelu", false, x -> x * NormalDistribution.cumulative(x)),
                of(
                        "geluTanh",
                        false,
                        x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))));
    }

    private static Case of(String name, boolean fromOutput, DoubleUnaryOperator f) {
        return new Case(name, fromOutput, loop(name), loop(name + "Gradient"), f);
    }

    private static NamedLoop.Run loop(String name) {
        return NamedLoop.ALL.stream()
                .filter(loop -> loop.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFunctionIsItsFormula(Elementwise loops, Case c) {
        float[] x = grid();
        float[] y = new float[x.length];
        c.forward.run(loops, x, 0, x, 0, y, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            double expected = c.f.applyAsDouble(x[i]);
            assertThat((double) y[i])
                    .as("at %s", x[i])
                    .isCloseTo(expected, within(ERROR * Math.max(1, Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientIsTheFormulasSlope(Elementwise loops, Case c) {
        float[] x = grid();
        float[] known = new float[x.length];
        float[] dy = new float[x.length];
        float[] dx = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            known[i] = c.fromOutput ? (float) c.f.applyAsDouble(x[i]) : x[i];
            dy[i] = i % 2 == 0 ? 1.5f : -0.25f;
        }
        c.backward.run(loops, known, 0, dy, 0, dx, 0, x.length);
        double h = 1e-5;
        for (int i = 0; i < x.length; i++) {
            double slope = (c.f.applyAsDouble(x[i] + h) - c.f.applyAsDouble(x[i] - h)) / (2 * h);
            assertThat((double) dx[i]).as("at %s", x[i]).isCloseTo(dy[i] * slope, within(1e-6));
        }
    }

    /** From -20 to 20, without the places where a function has a kink. */
    private static float[] grid() {
        float[] grid = new float[20_000];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = (i - 9_999.5f) * 0.002f + 1e-4f;
        }
        return grid;
    }
}
