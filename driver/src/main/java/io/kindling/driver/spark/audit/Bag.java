package io.kindling.driver.spark.audit;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A hashed bag of tokens: how often they occur in a cell, by the logarithm, and as a whole of length 1, so that a long text does not weigh
 * more than a short one. Not thread-safe.
 */
final class Bag implements Serializable {
    private static final long serialVersionUID = 1;

    private final Slots slots;
    private final double[] counts;

    Bag(Slots slots) {
        this.slots = slots;
        this.counts = new double[slots.from() + slots.count()];
    }

    /** Takes a token in. */
    void add(long hash) {
        slots.add(hash, 1, counts);
    }

    /** Adds what the tokens tell, and empties the bag. */
    void pour(double[] into) {
        double squares = 0;
        for (int i = slots.from(); i < counts.length; i++) {
            counts[i] = Math.copySign(Math.log1p(Math.abs(counts[i])), counts[i]);
            squares += counts[i] * counts[i];
        }
        if (squares > 0) {
            // Of the length that standardised numbers of as many slots would have.
            double scale = Math.sqrt(slots.count() / squares);
            for (int i = slots.from(); i < counts.length; i++) {
                into[i] += counts[i] * scale;
            }
        }
        Arrays.fill(counts, 0);
    }
}
