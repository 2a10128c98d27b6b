package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.ColumnFigures;
import io.kindling.driver.audit.NumberFigures;
import io.kindling.driver.audit.SeriesFigures;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.audit.WordFigures;
import io.kindling.kernels.random.Draws;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the features of a row by a few numbers, for a quick linear model: at most 256, and 64 of a million rows and more, so that the sums of
 * their products take seconds. Columns that do not fit share numbers by hashes. Not thread-safe.
 */
final class RowCode implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int FEWEST = 64;
    private static final int MOST = 256;
    /** Multiplications of all rows' numbers by each other. */
    private static final double WORK = 4e9;
    /** Of each number, so many rows, lest a model fits chance. */
    private static final int ROWS = 20;
    /** Words of more values are told by hashes. */
    private static final int FEW_WORDS = 64;

    private final ArrayList<CellCode> codes = new ArrayList<>();
    private final int width;

    /** By the figures of the rows to learn from. */
    RowCode(List<ColumnFigures> figures, Treatment treatment, long rows) {
        int most = most(rows);
        int[] needs = figures.stream()
                .mapToInt(column -> need(column, treatment, most))
                .toArray();
        boolean fits = Arrays.stream(needs).allMatch(need -> need > 0)
                && Arrays.stream(needs).sum() <= most;
        int numbers = (int) figures.stream()
                .filter(column -> column instanceof NumberFigures)
                .count();
        int shared = numbers <= most / 2 ? numbers : 0;
        this.width = 1 + (fits ? Arrays.stream(needs).sum() : most);
        int next = 0;
        for (int c = 0; c < needs.length; c++) {
            boolean own = fits || (shared > 0 && figures.get(c) instanceof NumberFigures);
            Slots slots = own ? new Slots(next, needs[c]) : new Slots(shared, most - shared);
            next += own ? needs[c] : 0;
            codes.add(code(c, slots, own, figures.get(c), treatment));
        }
    }

    private static int most(long rows) {
        long affordable = Math.max(FEWEST, Math.min(MOST, Math.round(Math.sqrt(WORK / rows))));
        return (int) Math.max(2, Math.min(affordable, rows / ROWS));
    }

    /** How many numbers tell a column exactly; 0 where it is always told by hashes. */
    private static int need(ColumnFigures column, Treatment treatment, int most) {
        if (column instanceof WordFigures words) {
            return words.few() && words.values().size() <= FEW_WORDS
                    ? Math.max(1, words.values().size())
                    : 0;
        }
        if (column instanceof SeriesFigures series) {
            return treatment.vocabulary().isEmpty() && series.even() && series.width() <= most ? series.width() : 0;
        }
        return 1;
    }

    private static CellCode code(int c, Slots slots, boolean own, ColumnFigures figures, Treatment treatment) {
        if (figures instanceof NumberFigures numbers) {
            return new NumberCode(c, slots, numbers, treatment.log1p());
        }
        if (figures instanceof WordFigures words) {
            return own ? new WordCode(c, slots.from(), words.values().keySet()) : new TextCode(c, slots);
        }
        return treatment.vocabulary().isPresent()
                ? new TokenCode(c, slots)
                : new SeriesCode(
                        c,
                        slots,
                        own,
                        (SeriesFigures) figures,
                        treatment.picture().isPresent());
    }

    /** How many numbers a row has; the last is the constant 1. */
    int width() {
        return width;
    }

    /**
     * <em>Overwrites</em> the numbers with a row's.
     *
     * @return the hash of the row's features
     */
    long read(AuditedRow row, double[] into) {
        Arrays.fill(into, 0);
        into[width - 1] = 1;
        long hash = 0;
        for (CellCode code : codes) {
            hash = Draws.key(hash, code.add(row, into));
        }
        return hash;
    }
}
