package io.kindling.kernels.shard;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;

/** Features in a mapped file, however they are stored. */
final class MappedFeatures implements Features {
    private static final long serialVersionUID = 1;

    private final transient MappedRows rows;

    MappedFeatures(MappedRows rows) {
        this.rows = rows;
    }

    @Override
    public int rows() {
        return rows.rows();
    }

    @Override
    public int columns() {
        return rows.format().columns();
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        Mapping records = rows.records();
        long at = rows.featuresAt(row);
        switch (rows.format().storage()) {
            case FLOAT -> records.copy(at, into, offset, columns());
            case BYTE -> records.copyUnsigned(at, into, offset, columns());
            case SPARSE -> spread(records, at, into, offset);
            case TOKENS -> fill(records, at, into, offset);
        }
    }

    private void spread(Mapping records, long at, float[] into, int offset) {
        Arrays.fill(into, offset, offset + columns(), 0);
        int count = records.intAt(at);
        long indices = at + Integer.BYTES;
        long values = indices + (long) Integer.BYTES * count;
        for (int j = 0; j < count; j++) {
            into[offset + records.intAt(indices + 4L * j)] = records.floatAt(values + 4L * j);
        }
    }

    private void fill(Mapping records, long at, float[] into, int offset) {
        int count = records.intAt(at);
        for (int j = 0; j < count; j++) {
            into[offset + j] = records.intAt(at + 4L * (j + 1));
        }
        Arrays.fill(into, offset + count, offset + columns(), 0);
    }

    @Override
    public boolean sparse() {
        return rows.format().storage() == FeatureStorage.SPARSE;
    }

    @Override
    public void copySparse(int row, Scaling scaling, SparseRows into) {
        int count = rows.count(row);
        long indices = rows.featuresAt(row) + Integer.BYTES;
        int[] columns = into.incomingColumns(count);
        float[] values = into.incomingValues(count);
        rows.records().copy(indices, columns, count);
        rows.records().copy(indices + (long) Integer.BYTES * count, values, 0, count);
        into.add(columns, values, 0, count, scaling);
    }

    @Override
    public boolean sequences() {
        return rows.format().storage() == FeatureStorage.TOKENS;
    }

    @Override
    public int length(int row) {
        return sequences() ? rows.count(row) : columns();
    }

    @Override
    public boolean missing() {
        return rows.missing();
    }

    @Override
    public long bytes() {
        return rows.records().length();
    }

    @Override
    public byte[] pack(RowFormat format, float[] targets, float weight, int row) {
        return rows.packed(row);
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("Features in a file travel with their shard");
    }
}
