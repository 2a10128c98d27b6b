package io.kindling.driver.audit.near;

import io.kindling.kernels.random.Draws;
import java.io.Serializable;
import java.util.Arrays;

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
        for (int i = 0; i < PLACES; i++) {
            factors[i] = Draws.mix(Draws.key(seed, i, 0)) | 1;
            offsets[i] = Draws.mix(Draws.key(seed, i, 1));
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
            addShingle(Draws.key(before, last, word));
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
            hash = Draws.key(hash, smallest[i]);
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
}
