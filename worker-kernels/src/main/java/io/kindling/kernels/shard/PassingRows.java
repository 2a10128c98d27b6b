package io.kindling.kernels.shard;

import java.util.Arrays;

/**
 * Puts rows into a batch one by one as they come, without a shard: rows that are predicted and gone. They have no targets, weigh 1, and
 * are otherwise what {@link Shard#gather} makes of the same rows. Not thread-safe.
 */
public final class PassingRows {
    private static final int FEW = 16;

    private final Batch batch;
    private final Scaling scaling;
    private final int columns;
    private float[] features;
    private SparseRows sparse;
    private int room = FEW;
    private int rows;

    /**
     * Rows that go to a batch.
     *
     * @param columns features in a row
     * @param scaling of the features
     */
    public PassingRows(Batch batch, int columns, Scaling scaling) {
        this.batch = batch;
        this.columns = columns;
        this.scaling = scaling;
    }

    /**
     * Starts anew.
     *
     * @param storage how rows come, one and all
     */
    public void begin(FeatureStorage storage) {
        batch.resize(room);
        sparse = storage == FeatureStorage.SPARSE && scaling.keepsZeros() ? batch.startSparse() : null;
        features = sparse == null ? batch.features().array() : null;
        rows = 0;
        if (storage == FeatureStorage.TOKENS) {
            batch.padded();
        }
    }

    /**
     * A row of floats.
     *
     * @param missing whether some may be NaN, which stands for a missing cell
     */
    public void add(float[] numbers, boolean missing) {
        makeRoom();
        System.arraycopy(numbers, 0, features, rows * columns, columns);
        scale(missing);
    }

    /** A row of unsigned bytes. */
    public void add(byte[] numbers) {
        makeRoom();
        int offset = rows * columns;
        for (int j = 0; j < columns; j++) {
            features[offset + j] = numbers[j] & 0xFF;
        }
        scale(false);
    }

    /**
     * A row of which the zeros are left out.
     *
     * @param count how many others there are
     * @param places their columns, ascending
     * @param numbers NaN where one is missing
     */
    public void addSparse(int count, int[] places, float[] numbers) {
        makeRoom();
        if (sparse != null) {
            sparse.add(places, numbers, 0, count, scaling);
            rows++;
            return;
        }
        int offset = rows * columns;
        Arrays.fill(features, offset, offset + columns, 0);
        for (int j = 0; j < count; j++) {
            features[offset + places[j]] = numbers[j];
        }
        scale(true);
    }

    /**
     * A sequence.
     *
     * @param count how long it is
     */
    public void addTokens(int count, int[] tokens) {
        makeRoom();
        int offset = rows * columns;
        for (int j = 0; j < count; j++) {
            features[offset + j] = tokens[j];
        }
        Arrays.fill(features, offset + count, offset + columns, 0);
        batch.padded()[rows] = count;
        scale(false);
    }

    /** The rows are all there: the batch holds them. */
    public void end() {
        batch.shorten(rows);
        Arrays.fill(batch.weights(), 0, rows, 1);
        for (int i = 0; i < rows; i++) {
            batch.keys()[i] = i;
        }
    }

    private void makeRoom() {
        if (rows == room) {
            room *= 2;
            batch.grow(room);
            features = sparse == null ? batch.features().array() : null;
        }
    }

    private void scale(boolean missing) {
        int offset = rows++ * columns;
        scaling.apply(features, offset, columns);
        for (int j = offset; missing && j < offset + columns; j++) {
            features[j] = Float.isNaN(features[j]) ? 0 : features[j];
        }
    }
}
