package io.kindling.driver.spark.predict;

import io.kindling.driver.spark.data.FeatureChunk;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/** Predicts chunk after chunk of a partition, in reused memory. Not thread-safe. */
final class ChunkPredictor {
    private final Model model;
    private final float[] parameters;
    private final Scaling scaling;
    private final PredictionColumns columns;
    private final Pass pass;
    private final Batch batch;

    /** A predictor for a partition. */
    ChunkPredictor(Model model, float[] parameters, Scaling scaling, PredictionColumns columns, Kernels kernels) {
        this.model = model;
        this.parameters = parameters;
        this.scaling = scaling;
        this.columns = columns;
        this.pass = new Pass(kernels);
        this.batch = new Batch(model.input(), model.target(), model.takesSparse());
    }

    /** The chunk's rows with their predictions behind them, which are computed at once. */
    Stream<InternalRow> predict(FeatureChunk chunk) {
        int count = chunk.rows().size();
        chunk.shard().gather(IntStream.range(0, count).toArray(), count, scaling, Scaling.NONE, batch);
        pass.begin(false, 0, batch.keys()).forwardOnly();
        Matrix output = model.forward(pass, parameters, batch);
        Matrix predicted = output;
        if (columns.needRaw()) {
            predicted = pass.scratch().matrix(count, model.output());
        }
        model.loss().predict(pass, output, predicted);
        InternalRow[] rows = new InternalRow[count];
        for (int i = 0; i < count; i++) {
            Object[] cells = new Object[columns.count()];
            columns.fill(output, predicted, i, cells);
            rows[i] = new JoinedRow(chunk.rows().get(i), new GenericInternalRow(cells));
        }
        return Stream.of(rows);
    }
}
