package io.kindling.kernels.shard;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Passes rows on in the order of (key, bytes), given that they come in the order of their keys. Rows that are equal are
 * held once and counted, so that a table of a million equal rows takes no memory.
 */
final class TieBreak {
    /** Takes the rows, whose arrays are used again: it must copy what it keeps. */
    interface Sink {
        void row(long key, byte[] row);
    }

    private final Sink sink;
    private final TreeMap<byte[], Long> others = new TreeMap<>(Arrays::compareUnsigned);
    private byte[] first = new byte[0];
    private boolean any;
    private long copies;
    private long key;

    TieBreak(Sink sink) {
        this.sink = sink;
    }

    /** Takes the next row, which is not kept. */
    void add(long nextKey, byte[] row) {
        if (any && nextKey == key) {
            if (Arrays.equals(first, row)) {
                copies++;
            } else {
                others.merge(row.clone(), 1L, Long::sum);
            }
            return;
        }
        if (any && nextKey < key) {
            throw new IllegalStateException("Row key " + nextKey + " came after " + key);
        }
        flush();
        any = true;
        key = nextKey;
        keep(row);
        copies = 1;
    }

    /** Rows of one length are kept in one array. */
    private void keep(byte[] row) {
        if (first.length == row.length) {
            System.arraycopy(row, 0, first, 0, row.length);
        } else {
            first = row.clone();
        }
    }

    void flush() {
        if (!others.isEmpty()) {
            others.put(first, copies);
            for (Map.Entry<byte[], Long> row : others.entrySet()) {
                pass(row.getKey(), row.getValue());
            }
            others.clear();
        } else if (any) {
            pass(first, copies);
        }
        any = false;
    }

    private void pass(byte[] row, long count) {
        for (long i = 0; i < count; i++) {
            sink.row(key, row);
        }
    }
}
