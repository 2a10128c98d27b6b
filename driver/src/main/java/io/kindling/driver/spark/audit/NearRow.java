package io.kindling.driver.spark.audit;

import java.io.Serializable;

/** What is kept of a row to compare it with others. */
final class NearRow implements Serializable {
    private static final long serialVersionUID = 1;

    /** All of its numbers; none of texts. */
    final float[] numbers;
    /** Of its texts; none of numbers. */
    final int[] signature;
    /** The beginning of its texts; empty of numbers. */
    final String text;

    /** Of rows with the same features, the first by name. */
    String label;
    /** How many rows with just these features there are, by part. */
    final long[] counts;

    NearRow(float[] numbers, int[] signature, String text, String label, int part, int parts) {
        this.numbers = numbers;
        this.signature = signature;
        this.text = text;
        this.label = label;
        this.counts = new long[parts];
        counts[part] = 1;
    }

    void addCounts(NearRow other) {
        label = label.compareTo(other.label) <= 0 ? label : other.label;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }
}
