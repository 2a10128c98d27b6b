package io.kindling.kernels.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class GradientSumTest {
    @Test
    void mergingAnEmptySumChangesNothing() {
        GradientSum sum = sample(3, 1);
        sum.merge(new GradientSum(3));
        assertSame(sum, sample(3, 1));
        assertSame(new GradientSum(3).merge(sample(3, 1)), sample(3, 1));
    }

    @Test
    void mergingAddsLossWeightGradientAndTally() {
        GradientSum sum = sample(3, 1).merge(sample(3, 2));
        assertThat(sum.loss()).isEqualTo(30);
        assertThat(sum.weight()).isEqualTo(6);
        assertThat(sum.rows()).isEqualTo(15);
        assertThat(sum.gradient()).containsExactly(3, 6, 9);
        assertThat(sum.tally().get("right")).containsExactly(3, 6);
        assertThat(sum.meanLoss()).isEqualTo(5);
        assertThat(sum.meanGradient()).containsExactly(0.5f, 1, 1.5f);
    }

    @Test
    void sumsOfUnequalSizesAreRefused() {
        assertThatThrownBy(() -> sample(3, 1).merge(sample(4, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 parameters")
                .hasMessageContaining("of 3");
    }

    @Test
    void noRowsMeanALossOfZero() {
        assertThat(new GradientSum(2).meanLoss()).isZero();
        assertThat(new GradientSum(2).meanGradient()).containsExactly(0, 0);
    }

    @Test
    void serialisedAndBackItIsTheSame() throws IOException, ClassNotFoundException {
        for (int length : new int[] {0, 1, 4095, 4096, 4097, 10_000}) {
            GradientSum sum = sample(length, 1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(sum);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertSame((GradientSum) in.readObject(), sum);
            }
        }
    }

    @Test
    void clearedItIsAsNew() {
        GradientSum sum = sample(3, 1);
        sum.clear();
        assertSame(sum, new GradientSum(3));
    }

    private static GradientSum sample(int length, int factor) {
        GradientSum sum = new GradientSum(length);
        sum.addLoss(10 * factor, 2 * factor);
        sum.addRows(5 * factor);
        for (int i = 0; i < length; i++) {
            sum.gradient()[i] = (i + 1) * factor;
        }
        double[] right = sum.tally().slot("right", 2);
        right[0] = factor;
        right[1] = 2 * factor;
        return sum;
    }

    private static void assertSame(GradientSum actual, GradientSum expected) {
        assertThat(actual.loss()).isEqualTo(expected.loss());
        assertThat(actual.weight()).isEqualTo(expected.weight());
        assertThat(actual.rows()).isEqualTo(expected.rows());
        assertThat(actual.gradient()).containsExactly(expected.gradient());
        assertThat(actual.tally().names()).isEqualTo(expected.tally().names());
        expected.tally()
                .names()
                .forEach(name -> assertThat(actual.tally().get(name))
                        .isEqualTo(expected.tally().get(name)));
    }
}
