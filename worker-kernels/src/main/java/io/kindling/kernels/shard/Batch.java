package io.kindling.kernels.shard;

import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;

/**
 * The rows of one step in one shard, gathered for the network. Reused from step to step: {@link #resize} only allocates
 * when a batch is larger than all before it.
 */
public final class Batch {
    private final Shape featureShape;
    private final Shape targetShape;
    private float[] features = new float[0];
    private float[] targets = new float[0];
    private float[] weights = new float[0];
    private long[] keys = new long[0];
    private int rows;

    /**
     * An empty batch.
     *
     * @param featureShape shape of a feature row
     * @param targetShape shape of a target row: {@code []} for a class index or a single number
     */
    public Batch(Shape featureShape, Shape targetShape) {
        this.featureShape = featureShape;
        this.targetShape = targetShape;
    }

    /** Sets the number of rows; their content is undefined until gathered. */
    public void resize(int newRows) {
        if (newRows > weights.length) {
            features = new float[Math.multiplyExact(newRows, featureShape.size())];
            targets = new float[Math.multiplyExact(newRows, targetShape.size())];
            weights = new float[newRows];
            keys = new long[newRows];
        }
        rows = newRows;
    }

    public int rows() {
        return rows;
    }

    /** Targets in a row. */
    public int targetColumns() {
        return targetShape.size();
    }

    /** [rows, features], ready for the first layer. */
    public Matrix features() {
        return new Matrix(features, 0, rows, featureShape);
    }

    /** [rows, targets]: class indices, numbers or probabilities, as the loss takes them. */
    public Matrix targets() {
        return new Matrix(targets, 0, rows, targetShape);
    }

    /** The weight of each row; the first {@link #rows} entries count. */
    public float[] weights() {
        return weights;
    }

    /** The key of each row, from which its random draws follow; the first {@link #rows} entries count. */
    public long[] keys() {
        return keys;
    }
}
