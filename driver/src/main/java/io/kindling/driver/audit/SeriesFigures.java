package io.kindling.driver.audit;

/** Of a column whose cells hold several numbers: a vector, a picture, a sequence of tokens. */
public final class SeriesFigures implements ColumnFigures {
    /** Cells with more numbers than this are not looked at number by number. */
    public static final int WIDEST = 20_000;

    private static final long serialVersionUID = 1;
    private static final int MOST_VALUES = 100_000;

    private final LongCounts lengths = new LongCounts();
    private final Moments all = new Moments();
    private final Differences differences;
    private Moments[] elements;
    private boolean uneven;
    private LongCounts values = new LongCounts();
    private long rows;
    private long missing;
    private long uniform;
    private boolean whole = true;

    /**
     * Nothing yet.
     *
     * @param channels of a picture; 1 of others
     */
    public SeriesFigures(int channels) {
        this.differences = new Differences(channels);
    }

    /** Takes a cell in that is missing. */
    public void addMissing() {
        rows++;
        missing++;
    }

    /**
     * Takes a cell in.
     *
     * @param numbers of which the first {@code length} are the cell's
     */
    public void add(float[] numbers, int length) {
        rows++;
        lengths.add(length, 1);
        boolean finite = true;
        boolean same = true;
        for (int i = 0; i < length; i++) {
            finite &= Float.isFinite(numbers[i]);
            same &= numbers[i] == numbers[0];
        }
        if (!finite) {
            missing++;
            return;
        }
        uniform += same && length > 1 ? 1 : 0;
        each(numbers, length);
        differences.add(numbers, length);
    }

    private void each(float[] numbers, int length) {
        boolean ofElements = fits(length);
        for (int i = 0; i < length; i++) {
            float x = numbers[i];
            all.add(x);
            if (ofElements) {
                elements[i].add(x);
            }
            if (x != Math.rint(x)) {
                whole = false;
                values = null;
            } else if (values != null) {
                values.add((long) x, 1);
                forgetTooMany();
            }
        }
    }

    /** Whether the cell is as long as those before; the first decides. */
    private boolean fits(int length) {
        if (elements == null && !uneven && length <= WIDEST) {
            elements = new Moments[length];
            for (int i = 0; i < length; i++) {
                elements[i] = new Moments();
            }
        }
        if (elements == null || elements.length != length) {
            elements = null;
            uneven = true;
        }
        return elements != null;
    }

    public void addAll(SeriesFigures other) {
        lengths.addAll(other.lengths);
        all.addAll(other.all);
        differences.addAll(other.differences);
        rows += other.rows;
        missing += other.missing;
        uniform += other.uniform;
        whole &= other.whole;
        uneven |= other.uneven;
        if (other.elements != null && fits(other.elements.length)) {
            for (int i = 0; i < elements.length; i++) {
                elements[i].addAll(other.elements[i]);
            }
        }
        if (uneven) {
            elements = null;
        }
        if (other.values == null) {
            values = null;
        }
        if (values != null) {
            values.addAll(other.values);
            forgetTooMany();
        }
    }

    private void forgetTooMany() {
        if (values.size() > MOST_VALUES) {
            values = null;
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long missing() {
        return missing;
    }

    /** How many cells hold so many numbers, by length. */
    public LongCounts lengths() {
        return lengths;
    }

    /** Over the numbers of all cells. */
    public Moments all() {
        return all;
    }

    /** Cells of more than one number that are all equal, such as a blank picture. */
    public long uniform() {
        return uniform;
    }

    /** Whether all numbers are whole. */
    public boolean whole() {
        return whole;
    }

    /** Whether all cells are equally long, so that {@link #element} can be asked. */
    public boolean even() {
        return elements != null;
    }

    /** How many numbers there are in each cell; only where they are equally long. */
    public int width() {
        return elements.length;
    }

    /** Over the numbers in one place of all cells; only where they are equally long. */
    public Moments element(int place) {
        return elements[place];
    }

    /** Whether all numbers are whole and no more than 100,000 different ones. */
    public boolean countable() {
        return values != null;
    }

    /** How often each number occurs; only where they are countable. */
    public LongCounts values() {
        return values;
    }

    /** How unlike numbers are that lie near each other. */
    public Differences differences() {
        return differences;
    }
}
