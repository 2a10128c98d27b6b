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
            return length == 0 ? new SumOnDriver() : new SumOnExecutors(Chunks.of(length, slots), slots);
        }
    },
    /** Where it is faster, by what docs/scaling.md derives, or where there is the memory for it. */
    AUTO {
        @Override
        Summing summing(int groups, int length, int slots) {
            return (isOnExecutors(groups, length) ? EXECUTORS : DRIVER).summing(groups, length, slots);
        }
    };

    /** Numbers that the driver adds up itself, unless they come from few. */
    private static final long MOST_ON_DRIVER = 1L << 25;

    private static final int FEW = 4;

    /** Numbers of a result that is sent in one piece: 64 MB, of which an executor makes two copies on the way. */
    private static final int LARGEST_RESULT = 1 << 24;

    /** Where nobody says otherwise. In the driver's own JVM sums need not travel, so nothing is won by spreading them. */
    static SumPlace usual(boolean local) {
        return local ? DRIVER : AUTO;
    }

    /** What {@link #AUTO} chooses. */
    public static boolean isOnExecutors(int groups, int length) {
        boolean slow = groups >= FEW && (long) groups * length > MOST_ON_DRIVER;
        return slow || length > LARGEST_RESULT;
    }

    abstract Summing summing(int groups, int length, int slots);
}
