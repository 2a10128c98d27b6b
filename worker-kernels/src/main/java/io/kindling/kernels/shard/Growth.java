package io.kindling.kernels.shard;

/** How arrays grow. */
final class Growth {
    static final int LONGEST = Integer.MAX_VALUE - 16;

    private Growth() {}

    /**
     * A longer array's length, half as much again or what is needed.
     *
     * @throws IllegalStateException if no array is that long
     */
    static int next(int length, long needed) {
        if (needed > LONGEST) {
            throw new IllegalStateException("A shard would hold " + needed + " numbers in one array, but " + LONGEST
                    + " is the most. Raise spark.shards, so that each shard has fewer rows.");
        }
        return (int) Math.min(LONGEST, Math.max(needed, 64L + length + (length >> 1)));
    }
}
