package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Huge numbers, infinities and NaN. */
class ElementwiseExtremesTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float[] HUGE = Numbers.repeated(
            -INFINITY, -1e30f, -1e10f, -1000, -104, -90, -88, -87, 88, 89, 104, 1000, 1e10f, 1e30f, INFINITY);

    static Stream<Arguments> curves() {
        Predicate<NamedLoop> curve = loop -> loop.elementwise() && !loop.name().endsWith("Gradient");
        return twins().flatMap(e -> NamedLoop.ALL.stream().filter(curve).map(loop -> Arguments.of(e, loop)));
    }

    static Stream<Arguments> gradientsFromInput() {
        return twins().flatMap(e -> NamedLoop.ALL.stream()
                .filter(loop -> loop.name().matches("(silu|geluTanh|mish|gelu)Gradient"))
                .map(loop -> Arguments.of(e, loop)));
    }

    static Stream<Elementwise> twins() {
        return Twins.all();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void hugeNumbersGiveNoNan(Elementwise loops, NamedLoop loop) {
        float[] zeros = new float[HUGE.length];
        assertNoNan(loop.apply(loops, HUGE, zeros));
    }

    @ParameterizedTest
    @MethodSource("gradientsFromInput")
    void farOutTheSlopeIsZeroOrOne(Elementwise loops, NamedLoop loop) {
        float[] x = Numbers.repeated(-INFINITY, -1e30f, -1e10f, -1000, 1000, 1e10f, 1e30f, INFINITY);
        float[] ones = new float[x.length];
        Arrays.fill(ones, 1);
        float[] slope = loop.apply(loops, x, ones);
        for (int i = 0; i < x.length; i++) {
            assertThat(slope[i] + 0f).as("at %s", x[i]).isEqualTo(x[i] > 0 ? 1f : 0f);
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void nanStaysNan(Elementwise loops, NamedLoop loop) {
        float[] nan = Numbers.repeated(Float.NaN);
        assertThat(loop.apply(loops, nan, nan)).containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void sigmoidAndTanhReachTheirEnds(Elementwise loops) {
        float[] x = Numbers.repeated(-INFINITY, -1000, 1000, INFINITY);
        float[] y = new float[x.length];
        loops.sigmoid(x, 0, y, 0, x.length);
        assertThat(y).isEqualTo(Numbers.repeated(0, 0, 1, 1));
        loops.tanh(x, 0, y, 0, x.length);
        assertThat(y).isEqualTo(Numbers.repeated(-1, -1, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void nearZeroTheCurvesKeepTheirRelativePrecision(Elementwise loops) {
        float[] x = Numbers.repeated(1e-3f, -1e-3f, 1e-6f, -1e-6f, 1e-20f, -1e-20f, 1e-37f, 0.01f, 0.1f, -0.1f);
        float[] tanh = new float[x.length];
        float[] elu = new float[x.length];
        loops.tanh(x, 0, tanh, 0, x.length);
        loops.elu(1, x, 0, elu, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat(tanh[i] / Math.tanh(x[i])).isBetween(1 - 3e-7, 1 + 3e-7);
            assertThat(elu[i] / (x[i] > 0 ? x[i] : Math.expm1(x[i]))).isBetween(1 - 3e-7, 1 + 3e-7);
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void softmaxGivesNegativeInfinityNoProbability(Elementwise loops) {
        float[] x = {-INFINITY, 0, -INFINITY, 0, 1e30f, 1e30f, -1e30f};
        float[] y = new float[x.length];
        loops.softmax(x, 0, y, 0, 4);
        assertThat(Arrays.copyOf(y, 4)).containsExactly(0, 0.5f, 0, 0.5f);
        loops.softmax(x, 0, y, 0, 7);
        assertThat(y).containsExactly(0, 0, 0, 0, 0.5f, 0.5f, 0);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void logSumExpOfNothingIsNegativeInfinity(Elementwise loops) {
        assertThat(loops.logSumExp(new float[3], 3, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(loops.maximum(new float[3], 3, 0)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void aVectorAndTheRestOfAWindowTreatExtremesAlike() {
        Elementwise loops = new VectorElementwise();
        float[] ones = new float[HUGE.length];
        Arrays.fill(ones, 1);
        for (NamedLoop loop : NamedLoop.ALL) {
            if (loop.elementwise()) {
                float[] whole = loop.apply(loops, HUGE, ones);
                for (int i = 0; i < HUGE.length; i++) {
                    float[] one = new float[1];
                    loop.run().run(loops, HUGE, i, ones, i, one, 0, 1);
                    assertThat(one[0]).as("%s of %s", loop, HUGE[i]).isEqualTo(whole[i]);
                }
            }
        }
    }

    private static void assertNoNan(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i]).as("of %s", HUGE[i]).isNotNaN();
        }
    }
}
