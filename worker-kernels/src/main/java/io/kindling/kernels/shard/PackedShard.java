package io.kindling.kernels.shard;

/**
 * A shard of packed rows, in arrays or in a mapped file. Immutable.
 *
 * <p>A missing feature (NaN) is gathered as 0, after scaling: the column's mean where columns are standardised.
 */
public abstract sealed class PackedShard implements Shard permits ArrayShard, MappedShard {
    private static final long serialVersionUID = 1;

    /** The features, as packed. */
    public abstract Features features();

    /** The bytes that the rows take, in memory or on disk. */
    public abstract long bytes();

    /** Whether the rows lie in a mapped file, outside of the heap. */
    public boolean mapped() {
        return this instanceof MappedShard;
    }

    /**
     * Has rows brought to memory, and waits for it, so that they need not be waited for when they are gathered. Thread-safe.
     *
     * @param rows indices of rows
     * @param count how many of them, from the front
     * @return the bytes that they take in a mapped file; 0 for rows in arrays, which are there
     */
    public abstract long fetch(int[] rows, int count);

    /** Targets in a row. */
    abstract int targetColumns();

    /** Copies a row's targets: {@link #targetColumns} numbers from {@code offset} on are <em>overwritten</em>. */
    abstract void copyTargets(int row, float[] into, int offset);

    abstract float weight(int row);

    abstract long key(int row);

    @Override
    public void gather(int[] rows, int count, Scaling featureScaling, Scaling targetScaling, Batch batch) {
        int width = targetColumns();
        if (width != 0 && width != batch.targetColumns()) {
            throw new IllegalArgumentException(
                    "The rows have " + width + " targets each, but the model's loss takes " + batch.targetColumns());
        }
        Features features = features();
        batch.resize(count);
        SparseRows sparse = features.sparse() && featureScaling.keepsZeros() ? batch.startSparse() : null;
        if (sparse != null) {
            for (int i = 0; i < count; i++) {
                features.copySparse(rows[i], featureScaling, sparse);
            }
        } else {
            gatherDense(features, rows, count, featureScaling, batch.features().array());
        }
        if (features.sequences()) {
            int[] lengths = batch.padded();
            for (int i = 0; i < count; i++) {
                lengths[i] = features.length(rows[i]);
            }
        }
        float[] y = batch.targets().array();
        for (int i = 0; i < count; i++) {
            copyTargets(rows[i], y, i * width);
            targetScaling.apply(y, i * width, width);
            batch.weights()[i] = weight(rows[i]);
            batch.keys()[i] = key(rows[i]);
        }
    }

    private static void gatherDense(Features features, int[] rows, int count, Scaling scaling, float[] x) {
        int columns = features.columns();
        for (int i = 0; i < count; i++) {
            features.copy(rows[i], x, i * columns);
            scaling.apply(x, i * columns, columns);
        }
        if (features.missing()) {
            zeroMissing(x, count * columns);
        }
    }

    /** Count, mean and variance of each feature column, over the numbers that are not missing. */
    public ColumnMoments featureMoments() {
        Features features = features();
        ColumnMoments moments = new ColumnMoments(features.columns());
        float[] row = new float[features.columns()];
        for (int i = 0; i < rows(); i++) {
            features.copy(i, row, 0);
            moments.add(row, 0);
        }
        return moments;
    }

    /** Count, mean and variance of each target column. */
    public ColumnMoments targetMoments() {
        ColumnMoments moments = new ColumnMoments(targetColumns());
        float[] row = new float[targetColumns()];
        for (int i = 0; i < rows(); i++) {
            copyTargets(i, row, 0);
            moments.add(row, 0);
        }
        return moments;
    }

    private static void zeroMissing(float[] x, int count) {
        for (int i = 0; i < count; i++) {
            if (Float.isNaN(x[i])) {
                x[i] = 0;
            }
        }
    }
}
