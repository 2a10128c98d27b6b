package io.kindling.driver.spark.audit;

import java.io.Serializable;

/**
 * Some numbers of a row's that several things share, each adding to one of them with a sign that its hash tells (Weinberger et al. 2009:
 * Feature Hashing for Large Scale Multitask Learning).
 *
 * @param from the first
 * @param count how many
 */
record Slots(int from, int count) implements Serializable {
    /** Adds a number for the thing of this hash. */
    void add(long hash, double number, double[] into) {
        into[from + (int) ((hash >>> 32) % count)] += (hash & 1) == 0 ? number : -number;
    }
}
