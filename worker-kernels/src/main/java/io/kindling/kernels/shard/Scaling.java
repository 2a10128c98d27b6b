package io.kindling.kernels.shard;

import java.io.Serializable;

/**
 * {@code x · factor + shift}, column by column: how raw numbers become what the network sees. An array of length 1
 * serves all columns alike.
 *
 * @param factor by column, or one for all
 * @param shift by column, or one for all; as long as {@code factor}
 */
public record Scaling(float[] factor, float[] shift) implements Serializable {
    /** Changes nothing. */
    public static final Scaling NONE = new Scaling(new float[] {1}, new float[] {0});

    public Scaling {
        if (factor.length != shift.length || factor.length == 0) {
            throw new IllegalArgumentException("A scaling of " + factor.length + " factors and " + shift.length
                    + " shifts; there must be as many of one as of the other, at least one");
        }
    }

    /** The same factor for every column, and no shift. */
    public static Scaling by(double factor) {
        return new Scaling(new float[] {(float) factor}, new float[] {0});
    }

    /** {@code (x - mean) / deviation}, column by column; a column that does not vary is only shifted. */
    public static Scaling standardizing(double[] mean, double[] deviation) {
        float[] factor = new float[mean.length];
        float[] shift = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double inverse = deviation[i] > 0 ? 1 / deviation[i] : 1;
            factor[i] = (float) inverse;
            shift[i] = (float) (-mean[i] * inverse);
        }
        return new Scaling(factor, shift);
    }

    /** Whether all columns are treated alike. */
    public boolean uniform() {
        return factor.length == 1;
    }

    /** Whether a 0 stays 0. */
    public boolean keepsZeros() {
        for (float b : shift) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The factor of a column. */
    float factorOf(int column) {
        return factor[uniform() ? 0 : column];
    }

    /** Scales a row in place. */
    public void apply(float[] row, int offset, int columns) {
        if (uniform()) {
            float a = factor[0];
            float b = shift[0];
            if (a == 1 && b == 0) {
                return;
            }
            for (int j = 0; j < columns; j++) {
                row[offset + j] = row[offset + j] * a + b;
            }
        } else {
            for (int j = 0; j < columns; j++) {
                row[offset + j] = row[offset + j] * factor[j] + shift[j];
            }
        }
    }

    /** The raw number behind a scaled one. */
    public float invert(float scaled, int column) {
        int j = uniform() ? 0 : column;
        return (scaled - shift[j]) / factor[j];
    }
}
