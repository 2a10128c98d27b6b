package io.kindling.driver.spark.audit;

import java.io.Serializable;

/**
 * A row that is near others.
 *
 * @param hash of its features
 * @param row itself
 * @param near the parts in which those are, a bit each
 * @param example one of them, of the training part where there is one
 */
record NearFound(long hash, NearRow row, long near, NearRow example) implements Serializable {
    /** What is known from two buckets. */
    NearFound merged(NearFound other) {
        return new NearFound(hash, row, near | other.near, (near & 1) >= (other.near & 1) ? example : other.example);
    }

    /** How many of a part's rows are so, and near one of a part before; not if a row just like them is in one. */
    long leaking(int part) {
        for (int before = 0; before < part; before++) {
            if (row.counts[before] > 0) {
                return 0;
            }
        }
        return (near & ((1L << part) - 1)) == 0 ? 0 : row.counts[part];
    }

    /** How many of the training part's rows are so, and near another of it. */
    long within() {
        return (near & 1) == 0 ? 0 : row.counts[0];
    }

    /** How many of all parts. */
    long rows() {
        long rows = 0;
        for (long count : row.counts) {
            rows += count;
        }
        return rows;
    }

    /** Whether a row of another part is so, and near one of a part before. */
    boolean leaks() {
        for (int part = 1; part < row.counts.length; part++) {
            if (leaking(part) > 0) {
                return true;
            }
        }
        return false;
    }
}
