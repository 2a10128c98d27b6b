package io.kindling.kernels.shard;

/** Rows packed from floats, however their shard holds them. */
public final class PackedRow {
    private PackedRow() {}

    public static byte[] of(RowFormat format, float[] targets, float weight, float... features) {
        int[] whole = new int[features.length];
        byte[] bytes = new byte[features.length];
        int[] indices = new int[features.length];
        float[] values = new float[features.length];
        int present = 0;
        for (int j = 0; j < features.length; j++) {
            whole[j] = (int) features[j];
            bytes[j] = (byte) features[j];
            if (features[j] != 0) {
                indices[present] = j;
                values[present++] = features[j];
            }
        }
        return switch (format.storage()) {
            case FLOAT -> format.pack(targets, weight, features);
            case BYTE -> format.pack(targets, weight, bytes);
            case SPARSE -> format.packSparse(targets, weight, present, indices, values);
            case TOKENS -> format.packTokens(targets, weight, whole.length, whole);
        };
    }
}
