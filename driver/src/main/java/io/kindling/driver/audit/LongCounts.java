package io.kindling.driver.audit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** How often each of many whole numbers was counted, without an object for each: a table of open addressing. Not thread-safe. */
public final class LongCounts implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[16];
    /** 0 where there is no key. */
    private long[] counts = new long[16];

    private int size;

    /** Counts a number so many times, at least once. */
    public void add(long key, long times) {
        int place = place(key);
        if (counts[place] == 0) {
            if (2 * (size + 1) > keys.length) {
                grow();
                place = place(key);
            }
            keys[place] = key;
            size++;
        }
        counts[place] += times;
    }

    /** How many different numbers there are. */
    public int size() {
        return size;
    }

    /** How often a number was counted. */
    public long count(long key) {
        return counts[place(key)];
    }

    /** How often all together were. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** Adds all of another's. */
    public void addAll(LongCounts other) {
        other.forEach(key -> add(key, other.count(key)));
    }

    /** Each number once, in no order. */
    public void forEach(LongConsumer action) {
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                action.accept(keys[i]);
            }
        }
    }

    /** The numbers, ascending. */
    public long[] sorted() {
        long[] sorted = new long[size];
        int next = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                sorted[next++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** Where the key is, or is to be. */
    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) ((key * MIX) >>> 32) & mask;
        while (counts[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new long[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                counts[place] = oldCounts[i];
            }
        }
    }
}
