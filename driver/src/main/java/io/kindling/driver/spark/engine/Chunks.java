package io.kindling.driver.spark.engine;

import java.io.Serializable;

/**
 * A gradient cut into pieces of equal length, but for the last.
 *
 * @param numbers in the whole gradient
 * @param size numbers in each piece but the last
 */
record Chunks(int numbers, int size) implements Serializable {
    /** Numbers in a piece at most: 4 MB, as Spark's own blocks of a broadcast. */
    private static final int MOST = 1 << 20;

    /** At least as many pieces as tasks run at a time, none of them large. */
    static Chunks of(int numbers, int slots) {
        int share = (numbers + slots - 1) / slots;
        return new Chunks(numbers, Math.max(1, Math.min(share, MOST)));
    }

    int count() {
        return (numbers + size - 1) / size;
    }

    int start(int chunk) {
        return chunk * size;
    }

    int length(int chunk) {
        return Math.min(size, numbers - start(chunk));
    }
}
