package io.kindling.kernels.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.PackedRow;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.shard.ShardBuilder;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first layer on sparse rows gives what it gives on the same rows seen dense. */
class SparseProductTest {
    private static final int COLUMNS = 300;
    private static final int ROWS = 20;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sparseRowsGiveTheNumbersOfDenseOnes(boolean fused) {
        List<Layer> layers =
                fused ? List.of(new Dense(17), new Relu(), new Dense(3)) : List.of(new Dense(17), new Dense(3));
        Model model = new Model(Shape.of(COLUMNS), layers, new CrossEntropy());
        float[] weights = model.layout().initialize(3);
        GradientSum sparse = gradient(model, weights, FeatureStorage.SPARSE);
        GradientSum dense = gradient(model, weights, FeatureStorage.FLOAT);
        assertThat(sparse.loss()).isCloseTo(dense.loss(), within(1e-4));
        assertThat(sparse.gradient()).containsExactly(dense.gradient(), within(1e-5f));
    }

    private static GradientSum gradient(Model model, float[] weights, FeatureStorage storage) {
        Batch batch = new Batch(model.input(), model.target(), model.takesSparse());
        Shard shard = shard(storage);
        GradientSum sum = new GradientSum(model.layout().parameters());
        Pass pass = new Pass(Kernels.best());
        // Twice, with other rows first: nothing of an earlier batch may be left.
        for (int[] rows : new int[][] {{3, 4, 5}, {19, 0, 7, 7, 12}}) {
            sum.clear();
            shard.gather(rows, rows.length, Scaling.by(0.5), Scaling.NONE, batch);
            assertThat(batch.sparse() != null).isEqualTo(storage == FeatureStorage.SPARSE);
            model.addGradient(pass.begin(true, 0, batch.keys()), weights, batch, sum);
        }
        return sum;
    }

    private static Shard shard(FeatureStorage storage) {
        RowFormat format = new RowFormat(storage, COLUMNS, 1, false);
        ShardBuilder builder = new ShardBuilder(format);
        for (int row = 0; row < ROWS; row++) {
            float[] features = new float[COLUMNS];
            for (int j = 0; j < COLUMNS; j++) {
                features[j] = Draws.uniform(row, j) < 0.05 ? (float) Draws.normal(row, j) : 0;
            }
            builder.add(row, PackedRow.of(format, new float[] {row % 3}, 1, features));
        }
        return builder.build();
    }
}
