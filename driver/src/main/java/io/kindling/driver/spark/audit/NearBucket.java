package io.kindling.driver.spark.audit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows that may be near each other, by the hash of their features; forgotten where they are too many. */
final class NearBucket implements Serializable {
    /** More are not compared. */
    static final int MOST = 50;

    private static final long serialVersionUID = 1;

    private TreeMap<Long, NearRow> rows = new TreeMap<>();

    private void add(long hash, NearRow row) {
        if (rows == null) {
            return;
        }
        NearRow there = rows.putIfAbsent(hash, row);
        if (there != null) {
            there.addCounts(row);
        }
        if (rows.size() > MOST) {
            rows = null;
        }
    }

    NearBucket with(long hash, NearRow row) {
        add(hash, row);
        return this;
    }

    NearBucket merged(NearBucket other) {
        if (other.rows == null) {
            rows = null;
        } else {
            other.rows.forEach(this::add);
        }
        return this;
    }

    /** Each row that is near another one of the bucket. */
    List<NearFound> found(Nearness nearness) {
        List<NearFound> found = new ArrayList<>();
        if (rows == null || rows.size() < 2) {
            return found;
        }
        for (Map.Entry<Long, NearRow> one : rows.entrySet()) {
            long near = 0;
            NearRow example = null;
            for (Map.Entry<Long, NearRow> other : rows.entrySet()) {
                if (!one.getKey().equals(other.getKey()) && nearness.near(one.getValue(), other.getValue())) {
                    long parts = parts(other.getValue());
                    example = example == null || (near & 1) < (parts & 1) ? other.getValue() : example;
                    near |= parts;
                }
            }
            if (example != null) {
                found.add(new NearFound(one.getKey(), one.getValue(), near, example));
            }
        }
        return found;
    }

    /** A bit for each part that has such a row. */
    private static long parts(NearRow row) {
        long parts = 0;
        for (int i = 0; i < row.counts.length; i++) {
            parts |= row.counts[i] > 0 ? 1L << i : 0;
        }
        return parts;
    }
}
