package io.kindling.kernels.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ColumnMomentsTest {
    @Test
    void threeNumbersByHand() {
        ColumnMoments moments = of(List.of(1f, 2f, 6f));
        assertThat(moments.mean()).containsExactly(3);
        assertThat(moments.deviation()[0]).isCloseTo(Math.sqrt(14.0 / 3), within(1e-15));
        Scaling scaling = moments.standardizing();
        assertThat(scaling.factor()[0]).isEqualTo((float) (1 / Math.sqrt(14.0 / 3)));
    }

    @Test
    void aColumnThatDoesNotVaryIsOnlyShifted() {
        Scaling scaling = of(List.of(4f, 4f)).standardizing();
        assertThat(scaling.factor()).containsExactly(1);
        assertThat(scaling.shift()).containsExactly(-4);
    }

    @Test
    void mergingNoRowsChangesNothing() {
        ColumnMoments moments = of(List.of(1f, 2f, 6f));
        assertThat(moments.merge(new ColumnMoments(1)).mean()).isEqualTo(moments.mean());
        assertThat(new ColumnMoments(1).merge(moments).deviation()).isEqualTo(moments.deviation());
        assertThat(new ColumnMoments(1).merge(new ColumnMoments(1)).mean()).containsExactly(0);
    }

    @Test
    void aLargeOffsetDoesNotDrownASmallDeviation() {
        assertThat(of(List.of(1e6f, 1e6f + 1, 1e6f + 2)).deviation()[0]).isCloseTo(Math.sqrt(2.0 / 3), within(1e-9));
    }

    @Property(tries = 200)
    void mergedHalvesAreTheWhole(
            @ForAll @Size(max = 40) List<@FloatRange(min = -1000, max = 1000) Float> one,
            @ForAll @Size(max = 40) List<@FloatRange(min = -1000, max = 1000) Float> other) {
        ColumnMoments whole = new ColumnMoments(1);
        one.forEach(x -> whole.add(new float[] {x}, 0));
        other.forEach(x -> whole.add(new float[] {x}, 0));
        ColumnMoments merged = of(one).merge(of(other));
        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.mean()[0]).isCloseTo(whole.mean()[0], within(1e-9));
        assertThat(merged.deviation()[0]).isCloseTo(whole.deviation()[0], within(1e-6));
    }

    private static ColumnMoments of(List<Float> numbers) {
        ColumnMoments moments = new ColumnMoments(1);
        numbers.forEach(x -> moments.add(new float[] {x}, 0));
        return moments;
    }
}
