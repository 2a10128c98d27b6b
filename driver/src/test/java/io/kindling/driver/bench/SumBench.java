package io.kindling.driver.bench;

import io.kindling.driver.spark.engine.SparkGradientAggregator;
import io.kindling.driver.spark.engine.SumPlace;
import io.kindling.kernels.shard.Shard;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * Milliseconds a step without compute, by parameters, shards and task slots, with the sums added up on the driver and on the
 * executors, in turn. {@code scripts/bench sums}.
 */
final class SumBench {
    private static final int[] PARAMETERS = {10_000, 100_000, 1_000_000, 5_000_000, 20_000_000};

    private SumBench() {}

    public static void main(String[] arguments) {
        for (int cores : new int[] {1, 4}) {
            try (JavaSparkContext spark = BenchCluster.open("local-cluster[2," + cores + ",3072]")) {
                System.out.println(
                        "\n| parameters | shards | two executors, slots | on the driver, ms | on the executors, ms"
                                + " | driver / executors |");
                System.out.println("| --- | --- | --- | --- | --- | --- |");
                for (int parameters : PARAMETERS) {
                    for (int shards : new int[] {2, 8, 64}) {
                        measure(spark, parameters, shards, 2 * cores);
                    }
                }
            }
        }
        System.exit(0);
    }

    private static void measure(JavaSparkContext spark, int parameters, int count, int slots) {
        List<Shard> shards = Network.dense(1, 2).shards(128, count);
        JavaRDD<Shard> rdd = spark.parallelize(shards, count).persist(StorageLevel.MEMORY_ONLY());
        rdd.count();
        float[] values = new float[parameters];
        int rounds = parameters > 1_000_000 ? 3 : 30;
        double[] driver = new double[rounds];
        double[] executors = new double[rounds];
        try (SparkGradientAggregator onDriver = engine(spark, shards, rdd, SumPlace.DRIVER);
                SparkGradientAggregator onExecutors = engine(spark, shards, rdd, SumPlace.EXECUTORS)) {
            for (int round = -rounds; round < rounds; round++) {
                long start = System.nanoTime();
                onDriver.aggregate(new NoWork(parameters), values, "bench");
                long between = System.nanoTime();
                onExecutors.aggregate(new NoWork(parameters), values, "bench");
                if (round >= 0) {
                    driver[round] = (between - start) / 1e6;
                    executors[round] = (System.nanoTime() - between) / 1e6;
                }
            }
        }
        double there = TrainingBench.median(driver);
        double here = TrainingBench.median(executors);
        System.out.printf(
                Locale.ROOT,
                "| %,d | %d | %d | %.1f | %.1f | %.2f |%n",
                parameters,
                count,
                slots,
                there,
                here,
                there / here);
        rdd.unpersist();
    }

    private static SparkGradientAggregator engine(
            JavaSparkContext spark, List<Shard> shards, JavaRDD<Shard> rdd, SumPlace place) {
        return new SparkGradientAggregator(spark, rdd, Network.dense(1, 2).job(shards, 8), "bench", place);
    }
}
