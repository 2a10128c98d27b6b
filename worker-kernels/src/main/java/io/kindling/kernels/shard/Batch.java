package io.kindling.kernels.shard;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.SparseMatrix;
import java.util.Arrays;

/**
 * The rows of one step in one shard, gathered for the network. Reused from step to step: {@link #resize} only allocates
 * when a batch is larger than all before it.
 */
public final class Batch {
    private final Shape featureShape;
    private final Shape targetShape;
    private final SparseRows sparseRows;
    private float[] features = new float[0];
    private float[] targets = new float[0];
    private float[] weights = new float[0];
    private long[] keys = new long[0];
    private int[] lengths = new int[0];
    private boolean sparse;
    private boolean padded;
    private boolean mixed;
    private float[] otherTargets = new float[0];
    private float[] otherWeights = new float[0];
    private int rows;

    /** An empty batch of dense rows. */
    public Batch(Shape featureShape, Shape targetShape) {
        this(featureShape, targetShape, false);
    }

    /**
     * An empty batch.
     *
     * @param featureShape shape of a feature row
     * @param targetShape shape of a target row: {@code []} for a class index or a single number
     * @param takesSparse whether rows that a shard holds sparse may stay so
     */
    public Batch(Shape featureShape, Shape targetShape, boolean takesSparse) {
        this.featureShape = featureShape;
        this.targetShape = targetShape;
        this.sparseRows = takesSparse ? new SparseRows(featureShape) : null;
    }

    /** Sets the number of rows; they are dense and full, and their content is undefined until gathered. */
    public void resize(int newRows) {
        if (newRows > weights.length) {
            targets = new float[Math.multiplyExact(newRows, targetShape.size())];
            weights = new float[newRows];
            keys = new long[newRows];
            lengths = new int[newRows];
        }
        rows = newRows;
        sparse = false;
        padded = false;
        mixed = false;
    }

    /** Makes room for more rows behind those that are there, which stay. */
    void grow(int more) {
        targets = Arrays.copyOf(targets, Math.multiplyExact(more, targetShape.size()));
        weights = Arrays.copyOf(weights, more);
        keys = Arrays.copyOf(keys, more);
        lengths = Arrays.copyOf(lengths, more);
        if (!sparse) {
            features = Arrays.copyOf(features, Math.multiplyExact(more, featureShape.size()));
        }
        rows = more;
    }

    /** Leaves out the last rows; the others, with all they are, stay. */
    void shorten(int fewer) {
        rows = fewer;
    }

    public int rows() {
        return rows;
    }

    /** Targets in a row. */
    public int targetColumns() {
        return targetShape.size();
    }

    /** [rows, features], ready for the first layer; not where they are {@link #sparse}. */
    public Matrix features() {
        int length = Math.multiplyExact(rows, featureShape.size());
        if (length > features.length) {
            features = new float[length];
        }
        return new Matrix(features, 0, rows, featureShape);
    }

    /** The features where they are sparse; null where they are dense. */
    public SparseMatrix sparse() {
        return sparse ? sparseRows.matrix() : null;
    }

    /** [rows, targets]: class indices, numbers or probabilities, as the loss takes them. */
    public Matrix targets() {
        return new Matrix(targets, 0, rows, targetShape);
    }

    /** The weight of each row; the first {@link #rows} entries count. */
    public float[] weights() {
        return weights;
    }

    /** Whether each row is mixed of two, so that there are two targets for it, each with its own weight. */
    public boolean mixed() {
        return mixed;
    }

    /** [rows, targets]: of the rows that the rows were mixed with, where they are {@link #mixed}. */
    public Matrix otherTargets() {
        return new Matrix(otherTargets, 0, rows, targetShape);
    }

    /** What the other targets weigh; the first {@link #rows} entries count. */
    public float[] otherWeights() {
        return otherWeights;
    }

    /** Makes the rows mixed ones; {@link #mixTargets} of each of them follows. */
    public void startMixing() {
        if (otherWeights.length < weights.length) {
            otherTargets = new float[targets.length];
            otherWeights = new float[weights.length];
        }
        mixed = true;
    }

    /**
     * Divides a row's weight between its own target and that of another row.
     *
     * @param share of its own; both weights together are exactly the row's where that is at least a half
     */
    public void mixTargets(int row, int other, float share) {
        int columns = targetShape.size();
        System.arraycopy(targets, other * columns, otherTargets, row * columns, columns);
        float weight = weights[row];
        weights[row] = share * weight;
        otherWeights[row] = weight - weights[row];
    }

    /** The key of each row, from which its random draws follow; the first {@link #rows} entries count. */
    public long[] keys() {
        return keys;
    }

    /** How long each row's sequence is, the rest being padding; null where all are full. */
    public int[] lengths() {
        return padded ? lengths : null;
    }

    /** As {@link #lengths}, to be filled in. */
    int[] padded() {
        padded = true;
        return lengths;
    }

    /** Makes the features sparse, with no row yet; null where they may not be. */
    SparseRows startSparse() {
        if (sparseRows != null) {
            sparseRows.begin(rows);
            sparse = true;
        }
        return sparseRows;
    }
}
