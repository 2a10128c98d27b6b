package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.near.Measure;
import io.kindling.driver.audit.near.Projections;
import io.kindling.driver.spark.data.row.CellKind;
import java.util.BitSet;
import java.util.Locale;

/** Rows of 12 numbers or more, among them vectors and pictures. */
final class NearNumbers implements Nearness {
    private static final long serialVersionUID = 1;
    private static final long SEED = 20_004;

    private final AuditedColumns columns;
    /** Words that must be equal. */
    private final BitSet words;

    private final Measure measure;
    private final Projections projections;
    private final boolean picture;
    private final float[] row;
    private final float[] place;

    /**
     * By these figures.
     *
     * @param words columns of few different words, which must be equal in near rows
     */
    NearNumbers(AuditedColumns columns, BitSet words, Measure measure, boolean picture) {
        this.columns = columns;
        this.words = words;
        this.measure = measure;
        this.picture = picture;
        this.projections = new Projections(measure.width(), measure.apart(), SEED);
        this.row = new float[measure.width()];
        this.place = new float[measure.width()];
    }

    @Override
    public int buckets() {
        return Projections.TABLES;
    }

    @Override
    public boolean find(AuditedRow from, long[] into) {
        int next = 0;
        long equal = 0;
        for (int i = 0; i < columns.size(); i++) {
            CellKind kind = columns.kinds().get(i);
            if (kind == CellKind.TEXT) {
                equal = words.get(i) ? RowHash.cell(from, i, kind, equal + 1) : equal;
            } else if (kind == CellKind.NUMBER) {
                if (next == row.length) {
                    return false;
                }
                row[next++] = (float) from.number(i);
            } else {
                int length = from.length(i);
                if (length < 0 || next + length > row.length) {
                    return false;
                }
                System.arraycopy(from.series(i), 0, row, next, length);
                next += length;
            }
        }
        if (next != row.length) {
            return false;
        }
        measure.place(row, place);
        for (int table = 0; table < Projections.TABLES; table++) {
            into[table] = projections.bucket(place, table) ^ equal;
        }
        return true;
    }

    @Override
    public NearRow keep(AuditedRow from, String label, int part, int parts) {
        return new NearRow(row.clone(), new int[0], "", label, part, parts);
    }

    @Override
    public boolean near(NearRow a, NearRow b) {
        return measure.near(a.numbers, b.numbers);
    }

    @Override
    public String difference(NearRow a, NearRow b) {
        int different = 0;
        int first = -1;
        double most = 0;
        for (int i = 0; i < a.numbers.length; i++) {
            double difference = Math.abs((double) a.numbers[i] - b.numbers[i]);
            different += difference > 0 ? 1 : 0;
            most = Math.max(most, difference);
            first = first < 0 && difference > 0 ? i : first;
        }
        return different == 0
                ? "all numbers are equal, words are not"
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d numbers differ, by %.3g at most; %s %s and %s",
                        different,
                        a.numbers.length,
                        most,
                        name(first),
                        RowLine.number(a.numbers[first]),
                        RowLine.number(b.numbers[first]));
    }

    /** The column that a number is of; of vectors, and its place. */
    private String name(int number) {
        int next = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.kinds().get(i) == CellKind.NUMBER) {
                if (next++ == number) {
                    return columns.names().get(i);
                }
            } else if (columns.kinds().get(i) != CellKind.TEXT) {
                return "number " + (number + 1);
            }
        }
        return "number " + (number + 1);
    }

    @Override
    public String words() {
        return picture
                ? "the distance is at most 3 % of that between random pictures"
                : "each number is the same within 2 % (and 5 % of its column's standard deviation)";
    }
}
