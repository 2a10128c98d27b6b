package io.kindling.driver.spark.data;

import io.kindling.driver.spark.data.row.InternalRows;
import io.kindling.driver.spark.data.row.RowPacker;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** A row as the network sees it; its length is that of its sequence, or all of its features. */
record GatheredRow(int shard, long key, List<Float> features, List<Float> targets, float weight, int length) {
    /** All rows, in the order of shards and of rows within. */
    static List<GatheredRow> all(ShardedRows rows, FeaturePipeline pipeline) {
        int targets = pipeline.target().spec().width();
        List<GatheredRow> all = new ArrayList<>();
        Batch batch = new Batch(Shape.of(pipeline.width()), Shape.of(Math.max(1, targets)));
        List<Shard> shards = rows.collectLocal();
        for (int s = 0; s < shards.size(); s++) {
            Shard shard = shards.get(s);
            int count = shard.rows();
            shard.gather(
                    IntStream.range(0, count).toArray(),
                    count,
                    pipeline.featureScaling(),
                    pipeline.targetScaling(),
                    batch);
            all.addAll(all(s, batch, pipeline.width(), targets));
        }
        return all;
    }

    /** Rows as they are read to be predicted, in chunks of at most so many. */
    static List<GatheredRow> predictable(FeaturePipeline pipeline, Dataset<Row> rows, int chunk) {
        List<GatheredRow> all = new ArrayList<>();
        FeatureRows reader = pipeline.reader(rows);
        RowPacker packer = reader.packer();
        Batch batch = new Batch(Shape.of(pipeline.width()), Shape.of(1));
        PassingRows passing = new PassingRows(batch, pipeline.width(), pipeline.featureScaling());
        Iterator<InternalRow> source =
                InternalRows.first(pipeline.append(rows), Integer.MAX_VALUE).iterator();
        while (source.hasNext()) {
            passing.begin(reader.storage());
            for (int i = 0; i < chunk && source.hasNext(); i++) {
                reader.next(source, packer, passing);
            }
            passing.end();
            all.addAll(all(0, batch, pipeline.width(), 0));
        }
        return all;
    }

    private static List<GatheredRow> all(int shard, Batch batch, int width, int targets) {
        List<GatheredRow> all = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            all.add(new GatheredRow(
                    shard,
                    batch.keys()[i],
                    part(batch.features().array(), i, width),
                    targets == 0 ? List.of() : part(batch.targets().array(), i, targets),
                    batch.weights()[i],
                    batch.lengths() == null ? width : batch.lengths()[i]));
        }
        return all;
    }

    float feature(int column) {
        return features.get(column);
    }

    float target() {
        return targets.get(0);
    }

    private static List<Float> part(float[] array, int row, int width) {
        float[] cells = Arrays.copyOfRange(array, row * width, (row + 1) * width);
        return IntStream.range(0, width).mapToObj(j -> cells[j]).toList();
    }
}
