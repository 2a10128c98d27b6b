package io.kindling.driver.spark.engine;

/** Where the groups' sums are added up. The bits are the same everywhere. */
public enum SumPlace {
    /** On the driver. */
    DRIVER {
        @Override
        Summing summing(int groups, int length, int slots) {
            return new SumOnDriver();
        }
    },
    /** On the executors, where there is a gradient to add up. */
    EXECUTORS {
        @Override
        Summing summing(int groups, int length, int slots) {
            return length == 0 ? new SumOnDriver() : new SumOnExecutors(Chunks.of(length, slots));
        }
    },
    /** Where it is faster, by what docs/scaling.md derives. */
    AUTO {
        @Override
        Summing summing(int groups, int length, int slots) {
            return (isOnExecutors(groups, length) ? EXECUTORS : DRIVER).summing(groups, length, slots);
        }
    };

    /** Numbers that the driver adds up itself. */
    private static final long MOST_ON_DRIVER = 1L << 25;

    /** What {@link #AUTO} chooses. */
    public static boolean isOnExecutors(int groups, int length) {
        return (long) groups * length > MOST_ON_DRIVER;
    }

    abstract Summing summing(int groups, int length, int slots);
}
