package io.kindling.driver.bench;

import com.sun.management.OperatingSystemMXBean;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.spark.data.DataPlan;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.spark.data.SparkSessions;
import io.kindling.driver.spark.data.row.InternalRows;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.tensor.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How fast rows of a Parquet file become shards: megabytes of packed features (4 bytes a number; 1 where they are bytes) a second and
 * core, from opening the file to knowing every shard's digest. Beside it the same columns only read by Spark, row by row. By the
 * clock, and by what the whole process, with its compiler and garbage collector, took of the processor, which says more on a machine
 * that has other work. Arguments: rounds, cases. {@code scripts/bench loading}.
 */
final class LoadingBench {
    private static final int CORES = 2;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private LoadingBench() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<String> chosen = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        SparkSession spark = SparkSessions.create("loading", Optional.of("local[" + CORES + "]"), Map.of());
        Path folder = Files.createTempDirectory("loading");
        System.out.println(
                "| rows | MB | packed, MB/s a core by the clock | by processor time (least to most) | only read, by processor time |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (LoadedTable table : LoadedTable.values()) {
            if (chosen.isEmpty() || chosen.contains(table.name())) {
                measure(spark, table, folder.resolve(table.name()).toString(), rounds);
            }
        }
        spark.stop();
        System.exit(0);
    }

    private static void measure(SparkSession spark, LoadedTable table, String file, int rounds) {
        table.rows(spark).write().parquet(file);
        double[] byClock = new double[rounds];
        double[] byProcessor = new double[rounds];
        double[] read = new double[rounds];
        for (int round = -2; round < rounds; round++) {
            Cost reading = Cost.of(() -> read(spark, file));
            Cost packing = Cost.of(() -> pack(spark, table, file));
            if (round >= 0) {
                byClock[round] = table.megabytes() / packing.seconds / CORES;
                byProcessor[round] = table.megabytes() / packing.processorSeconds;
                read[round] = table.megabytes() / reading.processorSeconds;
            }
        }
        Arrays.sort(byProcessor);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f (%.0f to %.0f) | %.0f |%n",
                table,
                table.megabytes(),
                TrainingBench.median(byClock),
                TrainingBench.median(byProcessor),
                byProcessor[0],
                byProcessor[rounds - 1],
                TrainingBench.median(read));
    }

    private static void read(SparkSession spark, String file) {
        Dataset<Row> rows = spark.read().parquet(file);
        InternalRows.of(rows).foreachPartition(all -> all.forEachRemaining(row -> {}));
    }

    private static void pack(SparkSession spark, LoadedTable table, String file) {
        PreparedData data =
                DataPlan.of(spark, config(file), TargetSpec.classIndex(10), 1).prepare(Shape.of(table.width()), CORES);
        if (data.train().rows() != table.count()) {
            throw new IllegalStateException(data.train().rows() + " rows came of " + table.count());
        }
        System.err.println(table.name() + " " + data.train().fingerprint());
        data.unpersist();
    }

    private static DataConfig config(String file) {
        return new DataConfig(
                SourceConfig.files("parquet", file),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(LabelConfig.of("label")),
                Optional.empty(),
                Optional.empty(),
                1,
                false,
                false,
                Optional.empty(),
                List.of(),
                Invalid.ERROR);
    }

    /** What something took. */
    private record Cost(double seconds, double processorSeconds) {
        static Cost of(Runnable work) {
            System.gc();
            long begun = System.nanoTime();
            long processor = PROCESS.getProcessCpuTime();
            work.run();
            return new Cost((System.nanoTime() - begun) / 1e9, (PROCESS.getProcessCpuTime() - processor) / 1e9);
        }
    }
}
