package io.kindling.kernels.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Passes rows on in the order of (key, bytes), given that they come in the order of their keys. */
final class TieBreak {
    /** Takes the rows. */
    interface Sink {
        void row(long key, byte[] row);
    }

    private final Sink sink;
    private final List<byte[]> waiting = new ArrayList<>();
    private long key;

    TieBreak(Sink sink) {
        this.sink = sink;
    }

    void add(long nextKey, byte[] row) {
        if (!waiting.isEmpty() && nextKey != key) {
            if (nextKey < key) {
                throw new IllegalStateException("Row key " + nextKey + " came after " + key);
            }
            flush();
        }
        key = nextKey;
        waiting.add(row);
    }

    void flush() {
        if (waiting.size() > 1) {
            waiting.sort(Arrays::compareUnsigned);
        }
        for (byte[] row : waiting) {
            sink.row(key, row);
        }
        waiting.clear();
    }
}
