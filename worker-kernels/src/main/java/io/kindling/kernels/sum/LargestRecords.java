package io.kindling.kernels.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The few largest of many records in a slot of a tally: how many are there, then record behind record, the largest first. The
 * first number of a record decides, the next ones where that is equal; NaN is larger than any number. So which are kept does
 * not depend on the order in which they come.
 */
public final class LargestRecords {
    private final double[] slot;
    private final int width;

    LargestRecords(double[] slot, int width) {
        this.slot = slot;
        this.width = width;
    }

    /** How long the slot is. */
    static int length(int capacity, int width) {
        return Math.addExact(2, Math.multiplyExact(capacity, width));
    }

    /** Whether a record that begins with this number might be kept: cheaper to ask than to make the record. */
    public boolean mayTake(double first) {
        int count = count();
        return count < capacity() || Double.compare(first, slot[at(count - 1)]) >= 0;
    }

    /** Keeps a copy of the record if it is among the largest. */
    public void offer(double[] record) {
        if (record.length != width) {
            throw new IllegalArgumentException("A record of " + record.length + " numbers among records of " + width);
        }
        offer(record, 0);
    }

    /** What is kept, the largest first. */
    public List<double[]> all() {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            all.add(Arrays.copyOfRange(slot, at(i), at(i + 1)));
        }
        return all;
    }

    /** <em>Changes</em> the left slot to the largest records of both. */
    static void merge(double[] left, double[] right) {
        if (right[0] == 0) {
            return;
        }
        int width = (int) right[1];
        LargestRecords into = new LargestRecords(left, width);
        for (int i = 0; i < (int) right[0]; i++) {
            into.offer(right, 2 + i * width);
        }
    }

    private void offer(double[] array, int from) {
        slot[1] = width;
        int count = count();
        int place = count;
        while (place > 0 && compare(array, from, at(place - 1)) > 0) {
            place--;
        }
        if (place == capacity()) {
            return;
        }
        int moved = Math.min(count, capacity() - 1) - place;
        System.arraycopy(slot, at(place), slot, at(place + 1), moved * width);
        System.arraycopy(array, from, slot, at(place), width);
        slot[0] = Math.min(count + 1, capacity());
    }

    private int compare(double[] array, int from, int kept) {
        return Arrays.compare(array, from, from + width, slot, kept, kept + width);
    }

    private int count() {
        return (int) slot[0];
    }

    private int capacity() {
        return (slot.length - 2) / width;
    }

    private int at(int place) {
        return 2 + place * width;
    }
}
