package io.kindling.driver.bench;

import io.kindling.driver.spark.engine.FloatArray;
import io.kindling.driver.spark.engine.SparkGradientAggregator;
import io.kindling.kernels.shard.Shard;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.collection.Iterator;
import scala.collection.immutable.Range;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Milliseconds a step of the Spark engine without compute, over the bare floor: a job with the same broadcast and results
 * of the same size that nobody adds up. Both in one run, in turn. {@code scripts/bench spark}.
 */
final class SparkStepBench {
    private static final int SHARDS = 2;

    private SparkStepBench() {}

    public static void main(String[] arguments) {
        for (String master : new String[] {"local[2]", BenchCluster.TWO_EXECUTORS}) {
            try (JavaSparkContext spark = BenchCluster.open(master)) {
                System.out.println("\n| " + master + ", parameters | floor, ms | engine, ms | ratio |");
                System.out.println("| --- | --- | --- | --- |");
                for (int parameters : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) {
                    measure(spark, parameters);
                }
                manyShards(spark);
            }
        }
        System.exit(0);
    }

    private static void measure(JavaSparkContext spark, int parameters) {
        List<Shard> shards = Network.dense(1, 2).shards(8, SHARDS);
        JavaRDD<Shard> rdd = spark.parallelize(shards, SHARDS).persist(StorageLevel.MEMORY_ONLY());
        rdd.count();
        float[] values = new float[parameters];
        int rounds = parameters > 1_000_000 ? 30 : 400;
        double[] floor = new double[rounds];
        double[] engine = new double[rounds];
        try (SparkGradientAggregator aggregator =
                new SparkGradientAggregator(spark, rdd, Network.dense(1, 2).job(shards, 8), "bench")) {
            for (int round = -rounds; round < rounds; round++) {
                long start = System.nanoTime();
                bare(spark, rdd, values);
                long between = System.nanoTime();
                aggregator.aggregate(new NoWork(parameters), values, "bench");
                long end = System.nanoTime();
                if (round >= 0) {
                    floor[round] = (between - start) / 1e6;
                    engine[round] = (end - between) / 1e6;
                }
            }
        }
        double bare = TrainingBench.median(floor);
        double ours = TrainingBench.median(engine);
        System.out.printf(Locale.ROOT, "| %,d | %.1f | %.1f | %.2f |%n", parameters, bare, ours, ours / bare);
        rdd.unpersist();
    }

    /** 512 shards that each take 100 ms, on two slots, over their share of that. */
    private static void manyShards(JavaSparkContext spark) {
        int count = 512;
        int millis = 100;
        List<Shard> shards = Network.dense(1, 2).shards(count, count);
        JavaRDD<Shard> rdd = spark.parallelize(shards, count).persist(StorageLevel.MEMORY_ONLY());
        rdd.count();
        System.out.println("\n| parameters | 512 shards of 100 ms, ms a round | their share | ratio |");
        System.out.println("| --- | --- | --- | --- |");
        for (int parameters : new int[] {100_000, 1_000_000}) {
            try (SparkGradientAggregator aggregator =
                    new SparkGradientAggregator(spark, rdd, Network.dense(1, 2).job(shards, 512), "bench")) {
                float[] values = new float[parameters];
                aggregator.aggregate(new NoWork(parameters), values, "bench");
                long start = System.nanoTime();
                aggregator.aggregate(new Pause(parameters, millis), values, "bench");
                double taken = (System.nanoTime() - start) / 1e6;
                double share = count * millis / 2.0;
                System.out.printf(
                        Locale.ROOT, "| %,d | %.0f | %.0f | %.3f |%n", parameters, taken, share, taken / share);
            }
        }
        rdd.unpersist();
    }

    /** Broadcasts the parameters and has each task give as many numbers back. */
    private static void bare(JavaSparkContext spark, JavaRDD<Shard> rdd, float[] values) {
        Broadcast<FloatArray> sent = spark.broadcast(new FloatArray(values));
        spark.sc()
                .runJob(
                        rdd.rdd(),
                        new Answer(sent),
                        new Range.Exclusive(0, SHARDS, 1),
                        new Ignore(),
                        ClassTag$.MODULE$.apply(FloatArray.class));
        sent.destroy();
    }

    /** As many zeros as there are parameters. */
    private static final class Answer extends AbstractFunction2<TaskContext, Iterator<Shard>, FloatArray>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final Broadcast<FloatArray> sent;

        Answer(Broadcast<FloatArray> sent) {
            this.sent = sent;
        }

        @Override
        public FloatArray apply(TaskContext context, Iterator<Shard> shard) {
            return new FloatArray(new float[sent.value().values().length]);
        }
    }

    private static final class Ignore extends AbstractFunction2<Object, FloatArray, BoxedUnit> {
        @Override
        public BoxedUnit apply(Object partition, FloatArray result) {
            return BoxedUnit.UNIT;
        }
    }
}
