package io.kindling.kernels.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.SparseMatrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassingRowsTest {
    private static final int COLUMNS = 300;

    /** Whole numbers, most of them 0. */
    private static float[][] rows(FeatureStorage storage, int count) {
        Random random = new Random(count);
        float[][] rows = new float[count][COLUMNS];
        for (float[] row : rows) {
            for (int j = 0; j < COLUMNS; j++) {
                row[j] = random.nextInt(3) == 0 ? random.nextInt(256) : 0;
            }
            if (storage == FeatureStorage.FLOAT || storage == FeatureStorage.SPARSE) {
                row[random.nextInt(COLUMNS)] = Float.NaN;
            }
        }
        return rows;
    }

    private static void add(PassingRows passing, FeatureStorage storage, float[] row) {
        int[] whole = new int[COLUMNS];
        byte[] bytes = new byte[COLUMNS];
        int[] places = new int[COLUMNS];
        float[] present = new float[COLUMNS];
        int count = 0;
        for (int j = 0; j < COLUMNS; j++) {
            whole[j] = (int) row[j];
            bytes[j] = (byte) row[j];
            if (row[j] != 0) {
                places[count] = j;
                present[count++] = row[j];
            }
        }
        switch (storage) {
            case FLOAT -> passing.add(row, true);
            case BYTE -> passing.add(bytes);
            case SPARSE -> passing.addSparse(count, places, present);
            case TOKENS -> passing.addTokens(COLUMNS, whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT,0", "BYTE,0", "SPARSE,0", "TOKENS,0", "FLOAT,1.5", "BYTE,1.5", "SPARSE,1.5"})
    void theyAreWhatAShardOfTheSameRowsGivesBitForBit(FeatureStorage storage, float shift) {
        float[] factors = new float[COLUMNS];
        float[] shifts = new float[COLUMNS];
        for (int j = 0; j < COLUMNS; j++) {
            factors[j] = storage == FeatureStorage.TOKENS ? 1 : 1f / (j + 3);
            shifts[j] = shift;
        }
        Scaling scaling = new Scaling(factors, shifts);
        Batch passed = new Batch(Shape.of(COLUMNS), Shape.of(), true);
        Batch gathered = new Batch(Shape.of(COLUMNS), Shape.of(), true);
        PassingRows passing = new PassingRows(passed, COLUMNS, scaling);
        RowFormat format = new RowFormat(storage, COLUMNS, 0, false);
        for (int count : new int[] {40, 7, 0, 64}) {
            float[][] rows = rows(storage, count);
            passing.begin(storage);
            ShardBuilder builder = new ShardBuilder(format);
            for (int i = 0; i < count; i++) {
                add(passing, storage, rows[i]);
                builder.add(i, PackedRow.of(format, new float[0], 1, rows[i]));
            }
            passing.end();
            builder.build().gather(IntStream.range(0, count).toArray(), count, scaling, Scaling.NONE, gathered);
            assertThat(passed.rows()).isEqualTo(count);
            assertThat(Arrays.copyOf(passed.keys(), count)).isEqualTo(Arrays.copyOf(gathered.keys(), count));
            assertThat(Arrays.copyOf(passed.weights(), count)).isEqualTo(Arrays.copyOf(gathered.weights(), count));
            if (storage == FeatureStorage.SPARSE && shift == 0) {
                assertThat(dense(passed.sparse())).isEqualTo(dense(gathered.sparse()));
            } else {
                assertThat(passed.sparse()).isNull();
                assertThat(passed.features().toArray())
                        .isEqualTo(gathered.features().toArray());
            }
            assertThat(passed.lengths() == null).isEqualTo(gathered.lengths() == null);
        }
    }

    private static float[][] dense(SparseMatrix matrix) {
        float[][] rows = new float[matrix.rows()][COLUMNS];
        for (int i = 0; i < rows.length; i++) {
            for (int k = matrix.starts()[i]; k < matrix.starts()[i + 1]; k++) {
                rows[i][matrix.columns()[matrix.slots()[k]]] = matrix.values()[k];
            }
        }
        return rows;
    }
}
