package io.kindling.driver.tracking.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void equalNumbersLieInOneBucket() {
        Histogram histogram = Histogram.of(new float[] {1, 7, 7, 7}, 1, 3).orElseThrow();

        assertThat(histogram.limits()).containsExactly(7);
        assertThat(histogram.counts()).containsExactly(3);
    }

    @Test
    void theBucketsReachFromTheLeastToTheGreatest() {
        float[] numbers = new float[61];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i - 30;
        }
        Histogram histogram = Histogram.of(numbers, 0, numbers.length).orElseThrow();

        assertThat(histogram.limits()).hasSize(60).startsWith(-29).endsWith(30);
        assertThat(histogram.counts()).startsWith(1, 1).endsWith(1, 2);
        assertThat(histogram.count()).isEqualTo(61);
        assertThat(histogram.sum()).isZero();
    }

    @Test
    void theLargestFloatsDoNotOverflow() {
        float[] numbers = {-Float.MAX_VALUE, 0, Float.MAX_VALUE};

        assertThat(Histogram.of(numbers, 0, 3).orElseThrow().counts())
                .satisfies(counts -> assertThat(LongStream.of((long) counts[0], (long) counts[30], (long) counts[59]))
                        .containsExactly(1L, 1L, 1L));
    }

    @Test
    void whatIsNotFiniteHasNone() {
        assertThat(Histogram.of(new float[] {1, Float.NaN}, 0, 2)).isEmpty();
        assertThat(Histogram.of(new float[] {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}, 0, 2))
                .isEmpty();
        assertThat(Histogram.of(new float[0], 0, 0)).isEmpty();
    }

    @Test
    void aRunWithManyValidationsHasSomeHundredHistogramsAndThoseOfItsEnd() {
        HistogramCadence cadence = HistogramCadence.of(10_007, 3);

        assertThat(LongStream.rangeClosed(1, 10_007).filter(cadence::isDue).count())
                .isBetween(90L, 101L);
        assertThat(LongStream.rangeClosed(1, 10_006).filter(cadence::isDue)).allMatch(step -> step % 3 == 0);
        assertThat(cadence.isDue(10_007)).isTrue();
        assertThat(HistogramCadence.of(10, 100).isDue(10)).isTrue();
    }
}
