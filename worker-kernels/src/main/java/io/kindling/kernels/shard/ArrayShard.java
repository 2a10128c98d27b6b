package io.kindling.kernels.shard;

/** A shard in arrays. */
final class ArrayShard extends PackedShard {
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
    ArrayShard(long[] keys, float[] targets, int targetColumns, float[] weights, Features features, long digest) {
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

    @Override
    public Features features() {
        return features;
    }

    @Override
    public long bytes() {
        return features.bytes() + 8L * keys.length + 4L * targets.length + (weights == null ? 0 : 4L * weights.length);
    }

    @Override
    public long fetch(int[] selected, int count) {
        return 0;
    }

    @Override
    int targetColumns() {
        return targetColumns;
    }

    @Override
    void copyTargets(int row, float[] into, int offset) {
        System.arraycopy(targets, row * targetColumns, into, offset, targetColumns);
    }

    @Override
    float weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    @Override
    long key(int row) {
        return keys[row];
    }
}
