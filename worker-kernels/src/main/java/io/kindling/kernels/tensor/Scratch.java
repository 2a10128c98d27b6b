package io.kindling.kernels.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A task's reusable memory. Takes are laid one behind the other; {@link #reset} frees all of them at once, {@link
 * #release} those since a {@link #mark}. After the first step of a size nothing is allocated any more.
 *
 * <p>The numbers taken are whatever was left there: who takes memory overwrites it. Not thread-safe.
 */
public final class Scratch {
    private static final int SMALLEST_SLAB = 1 << 16;
    private static final int LONGEST = Integer.MAX_VALUE - 16;

    private final List<float[]> slabs = new ArrayList<>();
    private int slab;
    private int used;
    private long before;
    private long peak;

    /** Frees everything, and makes room for so many numbers in one piece, so that nothing grows as long as no more are taken. */
    public void reserve(long numbers) {
        reset();
        if (slabs.isEmpty() || slabs.get(0).length < numbers) {
            slabs.clear();
            slabs.add(new float[(int) Math.min(numbers, LONGEST)]);
        }
    }

    /** The most numbers that were taken at a time since all lie in one piece. */
    public long peak() {
        return peak;
    }

    /** A matrix of undefined content, valid until {@link #reset} or the matching {@link #release}. */
    public Matrix matrix(int rows, Shape shape) {
        int length = Math.multiplyExact(rows, shape.size());
        int offset = take(length);
        return new Matrix(slabs.get(slab), offset, rows, shape);
    }

    /** A vector of undefined content, valid until {@link #reset} or the matching {@link #release}. */
    public Slice vector(int length) {
        int offset = take(length);
        return new Slice(slabs.get(slab), offset, length);
    }

    /** A point to {@link #release} to. */
    public long mark() {
        return ((long) slab << 32) | used;
    }

    /** Frees what was taken since the mark. */
    public void release(long mark) {
        int to = (int) (mark >>> 32);
        for (int i = to; i < slab; i++) {
            before -= slabs.get(i).length;
        }
        slab = to;
        used = (int) mark;
    }

    /** Frees everything. What was grown in several pieces becomes one. */
    public void reset() {
        if (slabs.size() > 1) {
            long all = slabs.stream().mapToLong(s -> s.length).sum();
            slabs.clear();
            slabs.add(new float[(int) Math.min(all, LONGEST)]);
            // What was left over at the ends of the pieces is not counted any more.
            peak = 0;
        }
        slab = 0;
        used = 0;
        before = 0;
    }

    private int take(int length) {
        while (slab < slabs.size() && slabs.get(slab).length - used < length) {
            before += slabs.get(slab).length;
            slab++;
            used = 0;
        }
        if (slab == slabs.size()) {
            int last = slabs.isEmpty() ? SMALLEST_SLAB : slabs.get(slabs.size() - 1).length;
            slabs.add(new float[Math.max(length, (int) Math.min(2L * last, 1 << 28))]);
            used = 0;
        }
        int offset = used;
        used += length;
        peak = Math.max(peak, before + used);
        return offset;
    }
}
