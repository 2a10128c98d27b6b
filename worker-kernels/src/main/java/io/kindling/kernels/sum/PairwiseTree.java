package io.kindling.kernels.sum;

import java.util.function.BinaryOperator;

/**
 * Adds up the results of all shards along one fixed tree: neighbours (0, 1), (2, 3), … first, then their sums, and so on;
 * a last one without a neighbour moves up as it is. The shape follows from the number of leaves alone, so the sum has the
 * same bits whatever the order of arrival and whoever computes a node. A node is computed as soon as both its children
 * are there, on the thread that brought the second. Thread-safe.
 *
 * @param <T> what is added up
 */
public final class PairwiseTree<T> {
    private final int leaves;
    private final BinaryOperator<T> merge;
    private final Object[][] waiting;
    private T root;

    /**
     * A tree with nothing offered yet.
     *
     * @param leaves how many results will come; at least one
     * @param merge the sum of a left and a right result; it may change and return the left one
     */
    public PairwiseTree(int leaves, BinaryOperator<T> merge) {
        if (leaves < 1) {
            throw new IllegalArgumentException("A tree of " + leaves + " leaves; it needs at least one");
        }
        this.leaves = leaves;
        this.merge = merge;
        int levels = 33 - Integer.numberOfLeadingZeros(leaves - 1);
        this.waiting = new Object[levels][];
        for (int level = 0, width = leaves; level < levels; level++, width = (width + 1) / 2) {
            waiting[level] = new Object[width];
        }
    }

    /** Brings the result of a leaf; each leaf comes once. */
    public void offer(int leaf, T value) {
        T sum = value;
        int index = leaf;
        for (int level = 0, width = leaves; width > 1; level++, width = (width + 1) / 2, index /= 2) {
            int neighbour = index ^ 1;
            if (neighbour < width) {
                T other = meet(level, index, neighbour, sum);
                if (other == null) {
                    return;
                }
                sum = index < neighbour ? merge.apply(sum, other) : merge.apply(other, sum);
            }
        }
        synchronized (this) {
            root = sum;
        }
    }

    /** The sum of all leaves. */
    public synchronized T result() {
        if (root == null) {
            throw new IllegalStateException("The sum of " + leaves + " results was asked for before all had come");
        }
        return root;
    }

    /** Leaves a value for its neighbour, or takes the neighbour's if that was first. */
    @SuppressWarnings("unchecked")
    private synchronized T meet(int level, int index, int neighbour, T value) {
        T other = (T) waiting[level][neighbour];
        if (other == null) {
            waiting[level][index] = value;
        } else {
            waiting[level][neighbour] = null;
        }
        return other;
    }
}
