package io.kindling.driver.spark.data;

import io.kindling.driver.config.ShardStorage;
import io.kindling.kernels.shard.RowFormat;
import io.kindling.kernels.shard.ShardBuilder;
import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.memory.MemoryManager;

/** Decides on an executor where a shard is put together. */
record ShardPlace(ShardStorage storage) implements Serializable {
    /** A builder for the shard of a partition. */
    ShardBuilder builder(RowFormat format, int partition) {
        SparkEnv executor = SparkEnv.get();
        return switch (storage) {
            case MEMORY -> new ShardBuilder(format);
            case DISK -> new ShardBuilder(format, 0, folder(executor, partition));
            case AUTO -> new ShardBuilder(format, room(executor), folder(executor, partition));
        };
    }

    /** One of Spark's local folders, which may lie on several disks. */
    private static Path folder(SparkEnv executor, int partition) {
        File[] folders = executor.blockManager().diskBlockManager().localDirs();
        return folders[partition % folders.length].toPath();
    }

    /**
     * The most bytes of a shard in memory: a task's part of what is free of one half of Spark's memory, and of that one
     * half again, as arrays take twice their place while they grow. A mapped shard costs little, a full heap a run.
     */
    private static long room(SparkEnv executor) {
        MemoryManager memory = executor.memoryManager();
        long half = (memory.maxOnHeapStorageMemory() + memory.onHeapExecutionMemoryUsed()) / 2;
        long free = Math.max(0, half - memory.onHeapStorageMemoryUsed());
        int tasks = executor.conf()
                .getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
        return free / (2L * tasks);
    }
}
