package io.kindling.driver.audit.near;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The signature of a set of shingles, runs of three words: the smallest of their hashes, under each of 64 hash functions. The share
 * of equal places in two signatures estimates the Jaccard similarity of the sets (Broder 1997), and signatures are cut into 8
 * bands of 8 places, of which sets with a similarity of 0.9 share one in 99 of 100 cases, those of 0.5 in 3 (Leskovec, Rajaraman
 * and Ullman: Mining of Massive Datasets, chapter 3.4). Not thread-safe.
 */
public final class MinHash implements Serializable {
    /** How many bands there are. */
    public static final int BANDS = 8;

    private static final long serialVersionUID = 1;
    private static final int PLACES = 64;
    private static final int RUN = 3;

    private final long[] factors = new long[PLACES];
    private final long[] offsets = new long[PLACES];
    private final int[] smallest = new int[PLACES];
    private long before;
    private long last;
    private int words;

    public MinHash(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PLACES; i++) {
            factors[i] = random.nextLong() | 1;
            offsets[i] = random.nextLong();
        }
        begin();
    }

    /** Forgets all words. */
    public void begin() {
        Arrays.fill(smallest, Integer.MAX_VALUE);
        words = 0;
    }

    /** Takes the next word in, by its hash. */
    public void add(long word) {
        words++;
        if (words >= RUN) {
            addShingle(mixed(mixed(mixed(before) + last) + word));
        }
        before = last;
        last = word;
    }

    private void addShingle(long shingle) {
        for (int i = 0; i < PLACES; i++) {
            // The high bits of a product depend on all bits of the shingle.
            smallest[i] = Math.min(smallest[i], (int) ((shingle * factors[i] + offsets[i]) >>> 32));
        }
    }

    /** How many words there were since {@link #begin}. */
    public int words() {
        return words;
    }

    /** A copy of the signature. */
    public int[] signature() {
        return smallest.clone();
    }

    /** The hash of one band, which differs from that of the others. */
    public long band(int band) {
        long hash = band;
        int length = PLACES / BANDS;
        for (int i = band * length; i < (band + 1) * length; i++) {
            hash = mixed(hash + smallest[i]);
        }
        return hash;
    }

    /** An estimate of the Jaccard similarity of the sets of two signatures. */
    public static double similarity(int[] a, int[] b) {
        int equal = 0;
        for (int i = 0; i < a.length; i++) {
            equal += a[i] == b[i] ? 1 : 0;
        }
        return (double) equal / a.length;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long x) {
        long y = x + 0x9E3779B97F4A7C15L;
        y = (y ^ (y >>> 30)) * 0xBF58476D1CE4E5B9L;
        y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return y ^ (y >>> 31);
    }
}
