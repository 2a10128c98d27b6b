package io.kindling.kernels.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.random.Draws;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** Moments in a tally: {@link Merge#MOMENTS}. */
class MomentsTest {
    private static final int COLUMNS = 3;

    @Test
    void mergedTheyAreThoseOfOnePassOverAllRows() {
        double[] whole = tally(0, 50).get("a");
        for (int[] cuts : new int[][] {{25}, {1}, {49}, {7, 8, 30}, {10, 20, 30, 40}}) {
            Tally merged = new Tally();
            int from = 0;
            for (int to : cuts) {
                merged.merge(tally(from, to));
                from = to;
            }
            merged.merge(tally(from, 50));
            assertThat(merged.get("a")).containsExactly(whole, within(1e-9));
            assertThat(merged.get("a")[0]).isEqualTo(50);
        }
    }

    @Test
    void anEmptySideChangesNothing() {
        double[] expected = tally(0, 9).get("a");
        for (Tally empty : new Tally[] {new Tally(), tally(0, 0)}) {
            Tally left = tally(0, 9);
            left.merge(empty);
            assertThat(left.get("a")).containsExactly(expected);
            empty.merge(tally(0, 9));
            assertThat(empty.get("a")).containsExactly(expected);
        }
        Tally none = tally(0, 0);
        none.merge(tally(0, 0));
        assertThat(none.get("a")).containsOnly(0);
    }

    @Test
    void theOtherSideStaysAsItWas() {
        Tally right = tally(5, 9);
        Tally left = new Tally();
        left.merge(right);
        left.merge(tally(0, 5));
        assertThat(right.get("a")).containsExactly(tally(5, 9).get("a"));
    }

    @Test
    void addedTwiceTheyAreMerged() {
        Tally both = tally(0, 5);
        addRows(both, 5, 9);
        Tally merged = tally(0, 5);
        merged.merge(tally(5, 9));
        assertThat(both.get("a")).containsExactly(merged.get("a"));
    }

    @Test
    void theyTravelWithAGradientAndStillMergeAsMoments() throws IOException, ClassNotFoundException {
        GradientSum sum = new GradientSum(2);
        addRows(sum.tally(), 0, 20);
        sum.tally().slot("b", 1)[0] = 3;
        GradientSum back = travelled(sum);
        assertThat(back.tally().get("a")).containsExactly(sum.tally().get("a"));
        GradientSum other = new GradientSum(2);
        addRows(other.tally(), 20, 50);
        other.tally().slot("b", 1)[0] = 4;
        back.merge(travelled(other));
        assertThat(back.tally().get("a")).containsExactly(tally(0, 50).get("a"), within(1e-9));
        assertThat(back.tally().get("b")).containsExactly(7);
    }

    @Test
    void aSlotIsEitherASumOrMoments() {
        Tally tally = tally(0, 2);
        assertThatThrownBy(() -> tally.slot("a", 1 + 2 * COLUMNS))
                .hasMessageContaining("MOMENTS")
                .hasMessageContaining("SUM");
        assertThatThrownBy(() -> tally.addMoments("a", 1, new double[2], new double[2]))
                .hasMessageContaining("Slot a");
    }

    private static GradientSum travelled(GradientSum sum) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sum);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (GradientSum) in.readObject();
        }
    }

    private static Tally tally(int from, int to) {
        Tally tally = new Tally();
        addRows(tally, from, to);
        return tally;
    }

    /** Adds rows of made-up numbers: mean, then squared deviations, as the words say. */
    private static void addRows(Tally tally, int from, int to) {
        double[] mean = new double[COLUMNS];
        double[] squares = new double[COLUMNS];
        for (int j = 0; j < COLUMNS; j++) {
            for (int row = from; row < to; row++) {
                mean[j] += number(row, j) / (to - from);
            }
            for (int row = from; row < to; row++) {
                squares[j] += Math.pow(number(row, j) - mean[j], 2);
            }
        }
        tally.addMoments("a", to - from, mean, squares);
    }

    private static double number(int row, int column) {
        return 10 * column + (1 + column) * Draws.normal(3, row * COLUMNS + column);
    }
}
