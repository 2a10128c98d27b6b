package io.kindling.kernels.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.ShardBuilder;
import io.kindling.kernels.sum.GradientSum;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
    private static final int COLUMNS = 16;
    private static final int ROWS = 1000;

    @TempDir
    Path folder;

    private final Model model = ModelBuilder.input(COLUMNS).dense(1).loss(new MeanSquaredError());
    private final BatchSampler sampler = new BatchSampler(1, 64, true, new long[] {ROWS});
    private final Job job = new Job(model, sampler, Scaling.NONE, Scaling.NONE);

    @Test
    void stepsOnMappedRowsGiveTheBitsOfThoseInMemoryThoughTheThreadIsInterrupted() {
        Workspace inMemory = new Workspace(job, Kernels.best());
        Workspace mapped = new Workspace(job, Kernels.best());
        PackedShard arrays = shard(Long.MAX_VALUE);
        PackedShard file = shard(0);
        float[] weights = model.layout().initialize(1);
        for (long step = 0; step < 200; step++) {
            if (step == 20) {
                Thread.currentThread().interrupt();
            }
            assertThat(gradient(mapped, file, weights, step)).isEqualTo(gradient(inMemory, arrays, weights, step));
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theThreadIsOneThatHoldsNoProcessBackAndEndsWhenItIsNotUsed() throws InterruptedException {
        ReadAhead readAhead = new ReadAhead();
        readAhead.begin(sampler, shard(0), 0, 1);
        Thread thread = running().orElseThrow();
        assertThat(thread.isDaemon()).isTrue();
        thread.join(Duration.ofSeconds(60).toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    /** Spark ends an executor of whose threads one dies of an exception. */
    @Test
    void whatFailsDoesNotEndTheThread() throws InterruptedException {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        try {
            int noShardOfTheSampler = 7;
            new ReadAhead().begin(sampler, shard(0), noShardOfTheSampler, 1);
            Thread thread = running().orElseThrow();
            thread.join(Duration.ofSeconds(60).toMillis());
            assertThat(thread.isAlive()).isFalse();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void rowsInMemoryTakeNoThread() {
        long before = count();
        new ReadAhead().begin(sampler, shard(Long.MAX_VALUE), 0, 0);
        assertThat(count()).isLessThanOrEqualTo(before);
    }

    private static Optional<Thread> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(ReadAhead.THREAD))
                .findAny();
    }

    private static long count() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(ReadAhead.THREAD))
                .count();
    }

    private float[] gradient(Workspace workspace, PackedShard shard, float[] weights, long step) {
        GradientSum sum = new GradientSum(weights.length);
        new GradientWork(step).run(workspace, 0, shard, weights, sum);
        return sum.gradient();
    }

    private PackedShard shard(long mostInMemory) {
        RowFormat format = new RowFormat(FeatureStorage.FLOAT, COLUMNS, 1, false);
        float[] row = new float[COLUMNS];
        try (ShardBuilder builder = new ShardBuilder(format, mostInMemory, folder)) {
            for (int i = 0; i < ROWS; i++) {
                for (int j = 0; j < COLUMNS; j++) {
                    row[j] = (i * 31 + j * 17) % 101 / 101f;
                }
                builder.add(i, format.pack(new float[] {i % 10}, 1, row));
            }
            return builder.build();
        }
    }
}
