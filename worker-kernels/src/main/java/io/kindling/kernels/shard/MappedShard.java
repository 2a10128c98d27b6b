package io.kindling.kernels.shard;

/**
 * A shard in a mapped file, which takes next to nothing of the heap. The file has no name any more: its space is free again
 * when the shard is not reachable any more and collected, or the process ends, however it ends. It travels as its rows.
 */
final class MappedShard extends PackedShard {
    private static final long serialVersionUID = 1;

    private final transient MappedRows rows;
    private final transient MappedFeatures features;
    private final long digest;

    MappedShard(MappedRows rows, long digest) {
        this.rows = rows;
        this.features = new MappedFeatures(rows);
        this.digest = digest;
    }

    @Override
    public int rows() {
        return rows.rows();
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
        return rows.records().length()
                + (rows.starts() == null ? 0 : rows.starts().length());
    }

    @Override
    public long fetch(int[] selected, int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += rows.fetch(selected[i]);
        }
        return bytes;
    }

    RowFormat format() {
        return rows.format();
    }

    byte[] packed(int row) {
        return rows.packed(row);
    }

    @Override
    int targetColumns() {
        return rows.format().targets();
    }

    @Override
    void copyTargets(int row, float[] into, int offset) {
        rows.records().copy(rows.headAt(row), into, offset, targetColumns());
    }

    @Override
    float weight(int row) {
        return rows.format().weighted()
                ? rows.records().floatAt(rows.headAt(row) + (long) Float.BYTES * targetColumns())
                : 1;
    }

    @Override
    long key(int row) {
        return rows.records().longAt(rows.keyAt(row));
    }

    private Object writeReplace() {
        return new ShardContent(this);
    }
}
