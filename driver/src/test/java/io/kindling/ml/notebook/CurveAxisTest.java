package io.kindling.ml.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CurveAxisTest {
    @Test
    void lossesThatDifferALittleAreOnAPlainScaleWithRoundNumbers() {
        CurveAxis axis = CurveAxis.over(0.31, 0.69);
        assertThat(axis.logarithmic()).isFalse();
        assertThat(axis.ticks())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                .containsExactly(0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65);
        assertThat(axis.place(0.5)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void lossesOverDecadesAreOnALogarithmicScale() {
        CurveAxis axis = CurveAxis.over(0.001, 10);
        assertThat(axis.logarithmic()).isTrue();
        assertThat(axis.place(0.1)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.ticks()).hasSizeBetween(4, 6).allMatch(tick -> tick >= 0.001 && tick <= 10);
    }

    @Test
    void negativeLossesAndEqualOnesHaveAnAxisToo() {
        assertThat(CurveAxis.over(-3, 5).logarithmic()).isFalse();
        CurveAxis one = CurveAxis.over(0, 0);
        assertThat(one.place(0)).isCloseTo(0.5, within(1e-6));
    }
}
