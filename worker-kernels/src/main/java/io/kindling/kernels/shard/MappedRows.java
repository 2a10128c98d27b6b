package io.kindling.kernels.shard;

/**
 * Packed rows in a mapped file: for each its key in 8 bytes, then what {@link RowFormat} packs, filled up to a multiple of
 * 8 bytes. All that is read of a row lies together, so that a row drawn at random costs a page or two.
 *
 * @param records the file
 * @param starts where each record starts, 8 bytes each; null where all are of one length
 * @param stride the length of all records where they are of one length
 * @param missing whether some feature is NaN
 */
record MappedRows(RowFormat format, int rows, Mapping records, Mapping starts, int stride, boolean missing) {
    /** How long a record is. */
    static int recordBytes(int packed) {
        return (Math.addExact(Long.BYTES, packed) + 7) & ~7;
    }

    /** Whether all rows of the format are of one length. */
    static boolean fixed(RowFormat format) {
        return format.storage() == FeatureStorage.FLOAT || format.storage() == FeatureStorage.BYTE;
    }

    long keyAt(int row) {
        return start(row);
    }

    /** Where the targets and behind them the weight start. */
    long headAt(int row) {
        return start(row) + Long.BYTES;
    }

    long featuresAt(int row) {
        return start(row) + Long.BYTES + format.head();
    }

    /** How many numbers of a sparse row or a sequence follow on their count. */
    int count(int row) {
        return records.intAt(featuresAt(row));
    }

    /** The row as it was packed. */
    byte[] packed(int row) {
        byte[] packed = new byte[format.head() + featureBytes(row)];
        records.copy(headAt(row), packed);
        return packed;
    }

    private int featureBytes(int row) {
        return switch (format.storage()) {
            case FLOAT -> Float.BYTES * format.columns();
            case BYTE -> format.columns();
            case SPARSE -> Integer.BYTES + count(row) * (Integer.BYTES + Float.BYTES);
            case TOKENS -> Integer.BYTES * (1 + count(row));
        };
    }

    /** Has a row brought to memory, and says how many bytes it takes. */
    int fetch(int row) {
        int length = recordBytes(format.head() + featureBytes(row));
        records.fetch(start(row), length);
        return length;
    }

    private long start(int row) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("Row " + row + " of " + rows);
        }
        return starts == null ? (long) row * stride : starts.longAt((long) row * Long.BYTES);
    }
}
