package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A row as the network sees it; its length is that of its sequence, or all of its features. */
record GatheredRow(int shard, long key, List<Float> features, List<Float> targets, float weight, int length) {
    /** All rows, in the order of shards and of rows within. */
    static List<GatheredRow> all(ShardedRows rows, FeaturePipeline pipeline) {
        int targets = pipeline.target().spec().width();
        return all(rows.collectLocal(), pipeline.width(), targets, pipeline.featureScaling(), pipeline.targetScaling());
    }

    static List<GatheredRow> all(List<Shard> shards, int width, int targets, Scaling features, Scaling scaledTargets) {
        List<GatheredRow> all = new ArrayList<>();
        Batch batch = new Batch(Shape.of(width), Shape.of(Math.max(1, targets)));
        for (int s = 0; s < shards.size(); s++) {
            Shard shard = shards.get(s);
            int count = shard.rows();
            shard.gather(IntStream.range(0, count).toArray(), count, features, scaledTargets, batch);
            for (int i = 0; i < count; i++) {
                all.add(new GatheredRow(
                        s,
                        batch.keys()[i],
                        part(batch.features().array(), i, width),
                        targets == 0 ? List.of() : part(batch.targets().array(), i, targets),
                        batch.weights()[i],
                        batch.lengths() == null ? width : batch.lengths()[i]));
            }
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
