package io.kindling.driver.spark.engine;

/**
 * Which shards one task takes: {@code 2^k} neighbours, so that their sum is a node of the one fixed tree and the result has the
 * same bits however shards are grouped.
 *
 * @param shards how many there are
 * @param size shards in each group but the last, which may have fewer; a power of two
 */
public record Grouping(int shards, int size) {
    /** One in so many shards more on the busiest slot is worth the fewer tasks. */
    private static final int HARDLY = 16;

    /**
     * The largest groups under which the last task ends hardly later than it could if every shard had a task of its own, all
     * shards taking equally long: few tasks, and no slot that is idle for it.
     *
     * @param slots how many tasks run at a time
     */
    public static Grouping over(int shards, int slots) {
        Grouping best = new Grouping(shards, 1);
        long shortest = best.longestQueue(slots);
        for (int size = 2; size < 2L * shards && size > 0; size *= 2) {
            Grouping larger = new Grouping(shards, size);
            if (larger.longestQueue(slots) <= shortest + shortest / HARDLY) {
                best = larger;
            }
        }
        return best;
    }

    /** How many groups. */
    public int groups() {
        return (shards + size - 1) / size;
    }

    /** The first shard of a group. */
    int first(int group) {
        return group * size;
    }

    /** How many shards a group has. */
    int count(int group) {
        return Math.min(size, shards - first(group));
    }

    /** Shards that the busiest slot takes one after the other. */
    public long longestQueue(int slots) {
        long waves = (groups() + slots - 1L) / slots;
        return waves * Math.min(size, shards);
    }
}
