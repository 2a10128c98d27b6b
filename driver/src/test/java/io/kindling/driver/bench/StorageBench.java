package io.kindling.driver.bench;

import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.shard.ShardBuilder;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows a second from mapped files that are in the page cache, as a share of those from memory: rows drawn at random alone, and
 * training steps. Both in one run, in turn. {@code scripts/bench storage}.
 */
final class StorageBench {
    private static final int ROUNDS = 9;
    private static final int BATCH = 256;

    private StorageBench() {}

    public static void main(String[] arguments) {
        System.out.println("| rows | what | in memory, rows/s | mapped, rows/s | share |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (FeatureStorage storage : List.of(FeatureStorage.FLOAT, FeatureStorage.BYTE)) {
            for (int columns : new int[] {16, 784}) {
                measure(storage, columns);
            }
        }
        System.exit(0);
    }

    private static void measure(FeatureStorage storage, int columns) {
        int rows = 200_000_000 / (columns * (storage == FeatureStorage.FLOAT ? 4 : 1) + 16);
        List<Shard> memory = shards(storage, columns, Math.min(rows, 2_000_000), Long.MAX_VALUE);
        List<Shard> mapped = shards(storage, columns, Math.min(rows, 2_000_000), 0);
        String name = columns + (storage == FeatureStorage.FLOAT ? " floats" : " bytes");
        report(name, "gathered", gathering(memory.get(0), columns), gathering(mapped.get(0), columns));
        Network network = Network.dense(columns, 128, 64, 10);
        Job job = new Job(
                network.model(),
                new BatchSampler(1, BATCH, true, new long[] {
                    memory.get(0).rows(), memory.get(1).rows()
                }),
                Scaling.NONE,
                Scaling.NONE);
        try (LocalGradientAggregator one = new LocalGradientAggregator(memory, job, Kernels.best(), 2);
                LocalGradientAggregator other = new LocalGradientAggregator(mapped, job, Kernels.best(), 2)) {
            float[] parameters = network.model().layout().initialize(1);
            report(name, "trained, " + network, training(one, parameters), training(other, parameters));
        }
    }

    /** Batches of rows drawn at random. */
    private static Runnable gathering(Shard shard, int columns) {
        Batch batch = new Batch(Shape.of(columns), Shape.of());
        int[] drawn = new int[BATCH];
        long[] draws = new long[1];
        return () -> {
            for (int i = 0; i < BATCH; i++) {
                drawn[i] = (int) (Draws.uniform(5, draws[0]++) * shard.rows());
            }
            shard.gather(drawn, BATCH, Scaling.NONE, Scaling.NONE, batch);
        };
    }

    private static Runnable training(LocalGradientAggregator engine, float[] parameters) {
        long[] step = new long[1];
        return () -> engine.aggregate(new GradientWork(step[0]++), parameters, "bench");
    }

    private static void report(String rows, String what, Runnable memory, Runnable mapped) {
        double[] fromMemory = new double[ROUNDS];
        double[] fromFiles = new double[ROUNDS];
        for (int round = -3; round < ROUNDS; round++) {
            double one = rowsPerSecond(memory);
            double other = rowsPerSecond(mapped);
            if (round >= 0) {
                fromMemory[round] = one;
                fromFiles[round] = other;
            }
        }
        double one = TrainingBench.median(fromMemory);
        double other = TrainingBench.median(fromFiles);
        System.out.printf(Locale.ROOT, "| %s | %s | %,.0f | %,.0f | %.2f |%n", rows, what, one, other, other / one);
    }

    private static double rowsPerSecond(Runnable batch) {
        long start = System.nanoTime();
        long end = start + 400_000_000;
        long batches = 0;
        while (System.nanoTime() < end) {
            batch.run();
            batches++;
        }
        return batches * BATCH * 1e9 / (System.nanoTime() - start);
    }

    private static List<Shard> shards(FeatureStorage storage, int columns, int rows, long mostInMemory) {
        RowFormat format = new RowFormat(storage, columns, 1, false);
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        float[] floats = new float[columns];
        byte[] bytes = new byte[columns];
        List<Shard> dealt = new ArrayList<>();
        for (int shard = 0; shard < 2; shard++) {
            try (ShardBuilder builder = new ShardBuilder(format, mostInMemory, folder)) {
                for (int row = shard; row < rows; row += 2) {
                    for (int j = 0; j < columns; j++) {
                        bytes[j] = (byte) (row * 31 + j);
                        floats[j] = bytes[j];
                    }
                    float[] target = {row % 10};
                    builder.add(
                            row,
                            storage == FeatureStorage.FLOAT
                                    ? format.pack(target, 1, floats)
                                    : format.pack(target, 1, bytes));
                }
                dealt.add(builder.build());
            }
        }
        return dealt;
    }
}
