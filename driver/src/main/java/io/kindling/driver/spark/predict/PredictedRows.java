package io.kindling.driver.spark.predict;

import io.kindling.driver.spark.data.FeatureRows;
import io.kindling.driver.spark.data.row.RowPacker;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/**
 * The source's columns of a partition's rows with their predictions behind them, computed chunk after chunk in reused memory: a row is
 * valid until the next is asked for. Not thread-safe.
 */
final class PredictedRows implements Iterator<JoinedRow> {
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
    private final RowBuffer chunk;
    private final JoinedRow row = new JoinedRow();
    private final Object[] added;
    private Matrix output;
    private Matrix predicted;
    private int next;

    /**
     * The rows of a partition.
     *
     * @param chunkRows the most that go through the network at once
     */
    PredictedRows(
            Iterator<InternalRow> source,
            FeatureRows reader,
            Model model,
            float[] parameters,
            Scaling scaling,
            PredictionColumns columns,
            int chunkRows) {
        this.source = source;
        this.reader = reader;
        this.packer = reader.packer();
        this.model = model;
        this.parameters = parameters;
        this.columns = columns;
        this.chunkRows = chunkRows;
        this.batch = new Batch(model.input(), model.target(), model.takesSparse());
        this.passing = new PassingRows(batch, model.input().size(), scaling);
        this.chunk = new RowBuffer(reader.source());
        this.added = new Object[columns.count()];
    }

    @Override
    public boolean hasNext() {
        if (next == chunk.size()) {
            read();
            predict();
            next = 0;
        }
        return next < chunk.size();
    }

    @Override
    public JoinedRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        columns.fill(output, predicted, next, added);
        return row.apply(chunk.get(next++), new GenericInternalRow(added));
    }

    private void read() {
        chunk.clear();
        passing.begin(reader.storage());
        while (chunk.size() < chunkRows && chunk.hasRoom()) {
            InternalRow row = reader.next(source, packer, passing);
            if (row == null) {
                break;
            }
            chunk.add(row);
        }
        passing.end();
    }

    private void predict() {
        if (chunk.size() == 0) {
            return;
        }
        pass.begin(false, 0, batch.keys()).forwardOnly();
        output = model.forward(pass, parameters, batch);
        predicted = columns.needRaw() ? pass.scratch().matrix(chunk.size(), model.output()) : output;
        model.loss().predict(pass, output, predicted);
    }
}
