package io.kindling.driver.optim.rule;

import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/**
 * Euclidean norms. Squares are summed within fixed blocks of 65,536 numbers, in the element-wise kernels' order, and then
 * block by block in double, so that the bits depend neither on the number of threads nor on who takes which block.
 */
public final class Norms {
    private static final int BLOCK = 65_536;

    private Norms() {}

    /** The norm of the numbers from {@code from} to before {@code to}. */
    public static double of(float[] x, int from, int to, Workers workers) {
        double[] sums = new double[blocks(to - from)];
        workers.forEach(sums.length, block -> sums[block] = sumOfBlock(x, from, to, block));
        return root(sums, 0, sums.length);
    }

    /** The norm of each segment. All their blocks are handed out together. */
    static double[] ofSegments(float[] x, Segments segments, Workers workers) {
        int[] first = new int[segments.size() + 1];
        for (int i = 0; i < segments.size(); i++) {
            first[i + 1] = first[i] + blocks(segments.get(i).length());
        }
        int[] owner = new int[first[segments.size()]];
        for (int i = 0; i < segments.size(); i++) {
            Arrays.fill(owner, first[i], first[i + 1], i);
        }
        double[] sums = new double[owner.length];
        workers.forEach(sums.length, block -> {
            Segment segment = segments.get(owner[block]);
            sums[block] = sumOfBlock(x, segment.offset(), segment.end(), block - first[owner[block]]);
        });
        double[] norms = new double[segments.size()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = root(sums, first[i], first[i + 1]);
        }
        return norms;
    }

    private static int blocks(int length) {
        return (int) (((long) length + BLOCK - 1) / BLOCK);
    }

    private static double root(double[] sums, int from, int to) {
        double total = 0;
        for (int block = from; block < to; block++) {
            total += sums[block];
        }
        return Math.sqrt(total);
    }

    private static double sumOfBlock(float[] x, int from, int to, int block) {
        int start = from + block * BLOCK;
        int end = start + Math.min(BLOCK, to - start);
        double sum = Elementwise.best().sumOfSquares(x, start, end - start);
        return Double.isFinite(sum) ? sum : inDouble(x, start, end);
    }

    /** For numbers beyond 1e19, whose squares are too large for the kernels' single precision. */
    private static double inDouble(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }
}
