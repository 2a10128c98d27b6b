package io.kindling.driver.spark.predict;

import io.kindling.driver.spark.data.FeatureRows;
import io.kindling.driver.spark.data.row.RowPacker;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/** The rows of a partition with their predictions behind them, computed chunk after chunk in reused memory. Not thread-safe. */
final class PredictedRows implements Iterator<InternalRow> {
    private final Iterator<InternalRow> source;
    private final FeatureRows reader;
    private final RowPacker packer;
    private final Model model;
    private final float[] parameters;
    private final PredictionColumns columns;
    private final int chunkRows;
    private final Pass pass = new Pass(Kernels.best());
    private final Batch batch;
    private final PassingRows passing;
    private List<InternalRow> chunk = List.of();
    private Matrix output;
    private Matrix predicted;
    private int next;

    PredictedRows(
            Iterator<InternalRow> source,
            FeatureRows reader,
            Model model,
            float[] parameters,
            Scaling scaling,
            PredictionColumns columns) {
        this.source = source;
        this.reader = reader;
        this.packer = reader.packer();
        this.model = model;
        this.parameters = parameters;
        this.columns = columns;
        this.chunkRows = MemoryPlan.of(model).predictionRows();
        this.batch = new Batch(model.input(), model.target(), model.takesSparse());
        this.passing = new PassingRows(batch, model.input().size(), scaling);
    }

    @Override
    public boolean hasNext() {
        if (next == chunk.size()) {
            chunk = reader.read(source, chunkRows, packer, passing);
            next = 0;
            predict();
        }
        return next < chunk.size();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Object[] cells = new Object[columns.count()];
        columns.fill(output, predicted, next, cells);
        return new JoinedRow(chunk.get(next++), new GenericInternalRow(cells));
    }

    private void predict() {
        if (chunk.isEmpty()) {
            return;
        }
        pass.begin(false, 0, batch.keys()).forwardOnly();
        output = model.forward(pass, parameters, batch);
        predicted = columns.needRaw() ? pass.scratch().matrix(chunk.size(), model.output()) : output;
        model.loss().predict(pass, output, predicted);
    }
}
