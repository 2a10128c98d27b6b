package io.kindling.driver.optim.rule;

/**
 * Euclidean norms. Squares are summed in double, within fixed blocks of 65,536 numbers and then block by block, so that
 * the bits depend neither on the number of threads nor on who takes which block.
 */
public final class Norms {
    private static final int BLOCK = 65_536;

    private Norms() {}

    /** The norm of the numbers from {@code from} to before {@code to}. */
    public static double of(float[] x, int from, int to, Workers workers) {
        int blocks = (to - from + BLOCK - 1) / BLOCK;
        double[] sums = new double[blocks];
        workers.forEach(blocks, block -> {
            int start = from + block * BLOCK;
            sums[block] = sumOfSquares(x, start, Math.min(start + BLOCK, to));
        });
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        return Math.sqrt(total);
    }

    /** The norm of one segment. */
    static double of(float[] x, Segment segment, Workers workers) {
        return of(x, segment.offset(), segment.end(), workers);
    }

    /** Four sums side by side: one alone would wait for its own last addition. */
    private static double sumOfSquares(float[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            s0 += (double) x[i] * x[i];
            s1 += (double) x[i + 1] * x[i + 1];
            s2 += (double) x[i + 2] * x[i + 2];
            s3 += (double) x[i + 3] * x[i + 3];
        }
        for (; i < to; i++) {
            s0 += (double) x[i] * x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
