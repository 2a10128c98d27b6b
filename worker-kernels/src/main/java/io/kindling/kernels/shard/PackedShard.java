package io.kindling.kernels.shard;

/**
 * A shard in arrays. Immutable.
 *
 * <p>A missing feature (NaN) is gathered as 0, after scaling: the column's mean where columns are standardised.
 */
public final class PackedShard implements Shard {
    private static final long serialVersionUID = 1;

    private final long[] keys;
    private final float[] targets;
    private final int targetColumns;
    private final float[] weights;
    private final Features features;
    private final long digest;

    /**
     * Keeps the arrays.
     *
     * @param keys by row, ascending
     * @param targets [rows, targetColumns]
     * @param weights by row, or null where all weigh 1
     * @param digest of the packed rows
     */
    PackedShard(long[] keys, float[] targets, int targetColumns, float[] weights, Features features, long digest) {
        this.keys = keys;
        this.targets = targets;
        this.targetColumns = targetColumns;
        this.weights = weights;
        this.features = features;
        this.digest = digest;
    }

    @Override
    public int rows() {
        return keys.length;
    }

    @Override
    public long digest() {
        return digest;
    }

    /** The features, as packed. */
    public Features features() {
        return features;
    }

    /** The bytes that the rows take. */
    public long bytes() {
        return features.bytes() + 8L * keys.length + 4L * targets.length + (weights == null ? 0 : 4L * weights.length);
    }

    @Override
    public void gather(int[] rows, int count, Scaling featureScaling, Scaling targetScaling, Batch batch) {
        if (targetColumns != 0 && targetColumns != batch.targetColumns()) {
            throw new IllegalArgumentException("The rows have " + targetColumns
                    + " targets each, but the model's loss takes " + batch.targetColumns());
        }
        batch.resize(count);
        SparseRows sparse =
                features instanceof SparseFeatures && featureScaling.keepsZeros() ? batch.startSparse() : null;
        if (sparse != null) {
            gatherSparse((SparseFeatures) features, rows, count, featureScaling, sparse);
        } else {
            gatherDense(rows, count, featureScaling, batch.features().array());
        }
        if (features instanceof TokenFeatures sequences) {
            int[] lengths = batch.padded();
            for (int i = 0; i < count; i++) {
                lengths[i] = sequences.length(rows[i]);
            }
        }
        float[] y = batch.targets().array();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            System.arraycopy(targets, row * targetColumns, y, i * targetColumns, targetColumns);
            targetScaling.apply(y, i * targetColumns, targetColumns);
            batch.weights()[i] = weights == null ? 1 : weights[row];
            batch.keys()[i] = keys[row];
        }
    }

    private static void gatherSparse(SparseFeatures features, int[] rows, int count, Scaling scaling, SparseRows into) {
        for (int i = 0; i < count; i++) {
            features.copy(rows[i], scaling, into);
        }
    }

    private void gatherDense(int[] rows, int count, Scaling scaling, float[] x) {
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
        ColumnMoments moments = new ColumnMoments(targetColumns);
        for (int i = 0; i < rows(); i++) {
            moments.add(targets, i * targetColumns);
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
