package io.kindling.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loop keeps to, whatever it computes. */
class ElementwiseWindowTest {
    static Stream<Arguments> loops() {
        return Twins.all().flatMap(e -> NamedLoop.ALL.stream().map(loop -> Arguments.of(e, loop)));
    }

    static Stream<Arguments> elementwiseLoops() {
        return loops().filter(arguments -> ((NamedLoop) arguments.get()[1]).elementwise());
    }

    @ParameterizedTest
    @MethodSource("loops")
    void offsetsDoNotChangeTheResultAndNothingOutsideTheWindowIsTouched(Elementwise loops, NamedLoop loop) {
        for (int n : Numbers.LENGTHS) {
            float[] a = Numbers.normal(n + 20, 1);
            float[] b = Numbers.normal(n + 20, 2);
            float[] expected = loop.apply(loops, Arrays.copyOfRange(a, 3, 3 + n), Arrays.copyOfRange(b, 5, 5 + n));
            float[] out = new float[n + 20];
            Arrays.fill(out, 77);
            float[] aBefore = a.clone();
            float[] bBefore = b.clone();

            loop.run().run(loops, a, 3, b, 5, out, 11, n);

            assertThat(Arrays.copyOfRange(out, 11, 11 + n)).isEqualTo(expected);
            assertThat(Arrays.copyOfRange(out, 0, 11)).containsOnly(77);
            assertThat(Arrays.copyOfRange(out, 11 + n, n + 20)).containsOnly(77);
            assertThat(a).isEqualTo(aBefore);
            assertThat(b).isEqualTo(bBefore);
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void inPlaceGivesWhatOutOfPlaceGives(Elementwise loops, NamedLoop loop) {
        for (int n : Numbers.LENGTHS) {
            float[] a = Numbers.normal(n, 1);
            float[] b = Numbers.normal(n, 2);
            float[] expected = loop.apply(loops, a, b);
            float[] onA = a.clone();
            float[] onB = b.clone();

            loop.run().run(loops, onA, 0, b, 0, onA, 0, n);
            loop.run().run(loops, a, 0, onB, 0, onB, 0, n);

            assertThat(onA).isEqualTo(expected);
            assertThat(onB).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("elementwiseLoops")
    void anElementDoesNotDependOnItsPositionOrTheLength(Elementwise loops, NamedLoop loop) {
        float[] a = Numbers.normal(100, 1);
        float[] b = Numbers.normal(100, 2);
        float[] whole = loop.apply(loops, a, b);
        for (int start = 0; start < 40; start++) {
            for (int n = 0; n < 60; n++) {
                float[] out = new float[n];
                loop.run().run(loops, a, start, b, start, out, 0, n);
                assertThat(out).isEqualTo(Arrays.copyOfRange(whole, start, start + n));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("elementwiseLoops")
    void aNumberAloneComesOutAsAmongOthers(Elementwise loops, NamedLoop loop) {
        float[] a = Numbers.normal(4096, 5);
        float[] b = Numbers.normal(4096, 6);
        float[] whole = loop.apply(loops, a, b);
        float[] alone = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            loop.run().run(loops, a, i, b, i, alone, i, 1);
        }
        assertThat(alone).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void theTwinsAgree(Elementwise loops, NamedLoop loop) {
        for (int n : Numbers.LENGTHS) {
            float[] a = Numbers.normal(n, 3);
            float[] b = Numbers.normal(n, 4);
            float[] plain = loop.apply(new PlainElementwise(), a, b);
            float[] twin = loop.apply(loops, a, b);
            for (int i = 0; i < n; i++) {
                double scale = Math.max(1, Math.abs(plain[i]));
                assertThat((double) twin[i]).isCloseTo(plain[i], within(1e-5 * scale));
            }
        }
    }
}
