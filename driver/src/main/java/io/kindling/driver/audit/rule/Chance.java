package io.kindling.driver.audit.rule;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.Figures;
import io.kindling.driver.audit.Histogram;
import io.kindling.driver.audit.LongCounts;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.driver.audit.WordFigures;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * How many rows would equal another by chance, if the features did not depend on each other: the pairs of rows, times the
 * probability that two cells of each column are equal, which is the sum of the squares of its values' shares.
 */
final class Chance {
    /** Columns that depend on each other, such as a distance on two towns, give more equal rows than chance; of so few, many. */
    private static final int FEW_COLUMNS = 3;

    private static final double SHARE = 0.001;
    /** Neighbouring letters tell two thirds of each other (Shannon 1951: about 1.3 bits a letter, alone 4.1). */
    private static final double NEIGHBOURS = 3;

    private Chance() {}

    /** Whether there are so few different rows that repeats are natural. */
    static boolean rowsHardlyDiffer(Figures figures) {
        long rows = figures.rows();
        boolean narrow = figures.columns().size() <= FEW_COLUMNS
                && figures.training().features().stream().noneMatch(Chance::isLong)
                && figures.repeats()
                        .filter(repeats -> 2 * repeats.different() < rows)
                        .isPresent();
        return narrow || equalPairs(figures) >= SHARE * rows;
    }

    private static boolean isLong(ColumnFigures column) {
        return column instanceof SeriesFigures || (column instanceof WordFigures words && words.few() && words.texts());
    }

    /** Pairs of equal rows that are to be expected. */
    static double equalPairs(Figures figures) {
        double rows = figures.rows();
        double pairs = rows * (rows - 1) / 2;
        for (ColumnFigures column : figures.training().features()) {
            pairs *= equalCells(column);
        }
        return pairs;
    }

    private static double equalCells(ColumnFigures column) {
        if (column instanceof NumberFigures numbers) {
            double missing = (double) numbers.missing() / Math.max(1, numbers.rows());
            return missing * missing + (1 - missing) * (1 - missing) * equalNumbers(numbers);
        }
        if (column instanceof WordFigures words) {
            return words.texts()
                    ? 0
                    : square(words.missing(), words.rows())
                            + words.values().values().stream()
                                    .mapToDouble(count -> square(count, words.rows()))
                                    .sum();
        }
        SeriesFigures series = (SeriesFigures) column;
        double length = (double) series.all().count() / Math.max(1, series.rows());
        return series.countable() ? Math.pow(equal(series.values()), length / NEIGHBOURS) : 0;
    }

    /** Of many values, those of a bin are taken as equal. */
    private static double equalNumbers(NumberFigures numbers) {
        if (numbers.few()) {
            return Arrays.stream(numbers.values())
                    .map(value -> square(numbers.count(value), numbers.moments().count()))
                    .sum();
        }
        Histogram histogram = numbers.histogram();
        return squares(histogram.bins(), histogram::count, histogram.total());
    }

    private static double equal(LongCounts counts) {
        return squares(counts.sorted(), counts::count, counts.total());
    }

    private static double squares(long[] keys, LongUnaryOperator count, long total) {
        return Arrays.stream(keys)
                .mapToDouble(key -> square(count.applyAsLong(key), total))
                .sum();
    }

    private static double square(long count, long of) {
        double share = (double) count / of;
        return share * share;
    }
}
