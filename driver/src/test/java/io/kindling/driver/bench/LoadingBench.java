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
 * core, from opening the file to knowing every shard's digest. Beside it the same columns only read by Spark, row by row. By what the
 * whole process took of the processor, garbage collector included, which says more than the clock on a machine that has other
 * work; but for Java's compilers, which take a second and more of a session's first load and little of a later one: what they took is a
 * column of its own. Arguments: rounds, cases. {@code scripts/bench loading}.
 */
final class LoadingBench {
    private static final int CORES = 2;
    private static final int WARM_UP = 6;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private LoadingBench() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<String> chosen = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        SparkSession spark = SparkSessions.create("loading", Optional.of("local[" + CORES + "]"), Map.of());
        Path folder = Files.createTempDirectory("loading");
        System.out.printf("local[%d], %d rounds after %d for warming up.%n%n", CORES, rounds, WARM_UP);
        System.out.println("| rows | packed, MB/s a core | least to most | only read, row by row | packed / read"
                + " | compilers, s a round | their first round |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
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
        double[] packed = new double[rounds];
        double[] read = new double[rounds];
        double[] compilers = new double[rounds];
        double first = 0;
        for (int round = -WARM_UP; round < rounds; round++) {
            Cost packing = Cost.of(() -> pack(spark, table, file));
            Cost reading = Cost.of(() -> read(spark, file));
            if (round == -WARM_UP) {
                first = packing.compilerSeconds;
            }
            if (round >= 0) {
                packed[round] = table.megabytes() / packing.processorSeconds;
                read[round] = table.megabytes() / reading.processorSeconds;
                compilers[round] = packing.compilerSeconds;
            }
        }
        Arrays.sort(packed);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f to %.0f | %.0f | %.2f | %.1f | %.1f |%n",
                table,
                TrainingBench.median(packed),
                packed[0],
                packed[rounds - 1],
                TrainingBench.median(read),
                TrainingBench.median(packed) / TrainingBench.median(read),
                TrainingBench.median(compilers),
                first);
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

    /**
     * What something took of the processor.
     *
     * @param processorSeconds without the compilers
     */
    private record Cost(double processorSeconds, double compilerSeconds) {
        static Cost of(Runnable work) {
            System.gc();
            double compilers = CompilerTime.seconds();
            long processor = PROCESS.getProcessCpuTime();
            work.run();
            double all = (PROCESS.getProcessCpuTime() - processor) / 1e9;
            double compiling = CompilerTime.seconds() - compilers;
            return new Cost(all - compiling, compiling);
        }
    }
}
