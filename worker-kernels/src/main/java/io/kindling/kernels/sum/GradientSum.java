package io.kindling.kernels.sum;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;

/**
 * What a shard gives back: sums over its rows, never means. The mean is taken once, where all sums have met.
 *
 * <p>Not thread-safe.
 */
public final class GradientSum implements Externalizable {
    private static final long serialVersionUID = 1;
    private static final int HEADER_BYTES = 4 * Long.BYTES + 1;

    private double loss;
    private double weight;
    private long rows;
    private float[] gradient;
    private boolean packed;
    private long bytesMoved;
    private final Tally tally = new Tally();

    /** For deserialisation. */
    public GradientSum() {
        this(0);
    }

    /** A sum over no rows. */
    public GradientSum(int parameters) {
        this.gradient = new float[parameters];
    }

    private GradientSum(GradientSum other, float[] gradient) {
        this.loss = other.loss;
        this.weight = other.weight;
        this.rows = other.rows;
        this.gradient = gradient;
        this.packed = other.packed;
        this.bytesMoved = other.bytesMoved;
        this.tally.merge(other.tally);
    }

    /** The same sums with another gradient, which is kept: for a gradient that travels in pieces beside them. */
    public GradientSum withGradient(float[] other) {
        return new GradientSum(this, other);
    }

    /** Back to a sum over no rows. */
    public void clear() {
        loss = 0;
        weight = 0;
        rows = 0;
        packed = false;
        bytesMoved = 0;
        Arrays.fill(gradient, 0);
        tally.clear();
    }

    /** <em>Adds</em> weighted losses and the weights they had. */
    public void addLoss(double loss, double weight) {
        this.loss += loss;
        this.weight += weight;
    }

    /** <em>Adds</em> to the number of rows that were seen, whatever they weigh. */
    public void addRows(int count) {
        rows += count;
    }

    /** <em>Adds</em> another sum and returns this one. */
    public GradientSum merge(GradientSum other) {
        if (gradient.length != other.gradient.length) {
            throw new IllegalArgumentException("A gradient of " + other.gradient.length
                    + " parameters cannot be added to one of " + gradient.length);
        }
        loss += other.loss;
        weight += other.weight;
        rows += other.rows;
        packed |= other.packed;
        bytesMoved += other.bytesMoved;
        float[] into = gradient;
        float[] from = other.gradient;
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
        tally.merge(other.tally);
        return this;
    }

    /** The sum of weighted losses. */
    public double loss() {
        return loss;
    }

    /** The sum of the weights. */
    public double weight() {
        return weight;
    }

    /** How many rows were seen. */
    public long rows() {
        return rows;
    }

    /** The mean loss; 0 if the weights sum to 0. */
    public double meanLoss() {
        return weight == 0 ? 0 : loss / weight;
    }

    /** The sum's own array: gradient of the summed loss by each parameter. */
    public float[] gradient() {
        return gradient;
    }

    /** Divides the gradient by the weights, in place: from now on it is that of the mean loss. Call it once. */
    public float[] meanGradient() {
        if (weight != 0) {
            float inverse = (float) (1 / weight);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= inverse;
            }
        }
        return gradient;
    }

    public Tally tally() {
        return tally;
    }

    /** Has a {@link Compression} change the gradient, which from now on travels in as few bytes as give it back bit by bit. */
    public void compress(Compression compression, int parameters, float[] residual) {
        compression.apply(gradient, parameters, residual);
        packed = true;
    }

    /** How many bytes this sum and what was added to it have taken on their ways between JVMs; 0 where they never left one. */
    public long bytesMoved() {
        return bytesMoved;
    }

    /** Whether the gradient is worth packing: it has gone through a {@link Compression}. */
    public boolean isPacked() {
        return packed;
    }

    /** <em>Adds</em> to {@link #bytesMoved}: those of a gradient that came in pieces beside the sum. */
    public void addBytesMoved(long bytes) {
        bytesMoved += bytes;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeDouble(loss);
        out.writeDouble(weight);
        out.writeLong(rows);
        out.writeBoolean(packed);
        FloatForm form = packed ? FloatForm.shortest(gradient) : FloatForm.FULL;
        out.writeLong(bytesMoved + form.bytes(gradient) + tally.bytes() + HEADER_BYTES);
        FloatTransfer.write(out, gradient, form);
        tally.write(out);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        loss = in.readDouble();
        weight = in.readDouble();
        rows = in.readLong();
        packed = in.readBoolean();
        bytesMoved = in.readLong();
        gradient = FloatTransfer.read(in);
        tally.read(in);
    }
}
