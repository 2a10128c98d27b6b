package io.kindling.kernels.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.random.Draws;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargestRecordsTest {
    private static final int KEPT = 5;

    @Test
    void theLargestAreKeptWhateverTheOrderAndHoweverTheyAreSpread() {
        List<double[]> records = records();
        List<List<Double>> expected = records.stream()
                .sorted(((Comparator<double[]>) Arrays::compare).reversed())
                .limit(KEPT)
                .map(LargestRecordsTest::boxed)
                .toList();
        for (int cut : new int[] {0, 1, 20, records.size()}) {
            Collections.rotate(records, 7);
            Tally left = tally(records.subList(0, cut));
            left.merge(tally(records.subList(cut, records.size())));
            assertThat(kept(left)).isEqualTo(expected);
        }
        assertThat(expected.get(0).get(0))
                .as("what is not a number is larger than any")
                .isNaN();
        assertThat(expected.get(2)).as("the second number decides among equals").containsExactly(9.0, 4.0);
        assertThat(expected.get(3)).containsExactly(9.0, 3.0);
    }

    @Test
    void anEmptySideChangesNothing() {
        Tally some = tally(records());
        List<List<Double>> before = kept(some);
        some.merge(new Tally());
        some.merge(tally(List.of()));
        assertThat(kept(some)).isEqualTo(before);
        Tally none = tally(List.of());
        none.merge(tally(List.of()));
        assertThat(kept(none)).isEmpty();
    }

    @Test
    void aRecordThatWouldNotBeKeptNeedNotBeMade() {
        Tally tally = new Tally();
        LargestRecords largest = tally.largest("a", 2, 1);
        assertThat(largest.mayTake(-3)).isTrue();
        largest.offer(new double[] {1});
        largest.offer(new double[] {2});
        assertThat(largest.mayTake(0.5)).isFalse();
        assertThat(largest.mayTake(1)).as("its next numbers may decide").isTrue();
        assertThat(largest.mayTake(Double.NaN)).isTrue();
        assertThatThrownBy(() -> largest.offer(new double[] {1, 2}))
                .hasMessageContaining("2 numbers among records of 1");
    }

    @Test
    void theyTravel() throws IOException, ClassNotFoundException {
        GradientSum sum = new GradientSum();
        sum.tally().merge(tally(records()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sum);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Tally read = ((GradientSum) in.readObject()).tally();
            assertThat(kept(read)).isEqualTo(kept(sum.tally()));
        }
    }

    private static List<double[]> records() {
        List<double[]> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            records.add(new double[] {Math.floor(8 * Draws.uniform(1, i)), Math.floor(3 * Draws.uniform(2, i))});
        }
        records.add(new double[] {9, 3});
        records.add(new double[] {9, 4});
        records.add(new double[] {Double.NaN, 0});
        records.add(new double[] {Double.POSITIVE_INFINITY, 0});
        return records;
    }

    private static Tally tally(List<double[]> records) {
        Tally tally = new Tally();
        LargestRecords largest = tally.largest("a", KEPT, 2);
        records.forEach(largest::offer);
        return tally;
    }

    private static List<List<Double>> kept(Tally tally) {
        return tally.largest("a", KEPT, 2).all().stream()
                .map(LargestRecordsTest::boxed)
                .toList();
    }

    private static List<Double> boxed(double[] record) {
        return Arrays.stream(record).boxed().toList();
    }
}
