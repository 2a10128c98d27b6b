package io.kindling.driver.spark.engine;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import io.kindling.kernels.blas.Blas;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Asks the executors what they compute with. */
public final class ExecutorKernels {
    private static final int MOST_TIMES = 5;
    private static final int PAUSE_MILLISECONDS = 50;

    private ExecutorKernels() {}

    /**
     * The kernels' fingerprints by executor, {@code executor 1 on 10.0.0.7}. Asks again, with tasks that take a moment, as
     * long as executors have not come to answer; after a few times it goes by those that have.
     *
     * @param precision of the products that they are to compute
     */
    public static Map<String, String> fingerprints(JavaSparkContext spark, int slots, Precision precision) {
        Map<String, String> fingerprints = new TreeMap<>();
        // The driver is listed among the executors.
        int executors = spark.isLocal() ? 1 : spark.sc().statusTracker().getExecutorInfos().length - 1;
        for (int time = 0; time == 0 || (fingerprints.size() < executors && time < MOST_TIMES); time++) {
            int milliseconds = time * PAUSE_MILLISECONDS;
            spark.parallelize(Collections.nCopies(slots, milliseconds), slots)
                    .map(pause -> fingerprint(pause, precision))
                    .collect()
                    .forEach(answer -> fingerprints.put(answer.get(0), answer.get(1)));
        }
        return fingerprints;
    }

    /** Why bfloat16 products do not work on executors, by executor; without those on which they do. */
    public static Map<String, String> withoutBf16(JavaSparkContext spark, int slots) {
        Map<String, String> hindrances = new TreeMap<>();
        spark.parallelize(Collections.nCopies(slots, 0), slots)
                .mapToPair(ignored ->
                        new Tuple2<>(executor(), Blas.hindranceOfBf16().orElse("")))
                .filter(answer -> !answer._2().isEmpty())
                .collect()
                .forEach(answer -> hindrances.put(answer._1(), answer._2()));
        return hindrances;
    }

    private static List<String> fingerprint(int milliseconds, Precision precision) throws InterruptedException {
        Thread.sleep(milliseconds);
        return List.of(executor(), Kernels.best(precision).fingerprint());
    }

    private static String executor() {
        SparkEnv here = SparkEnv.get();
        return "executor " + here.executorId() + " on "
                + here.blockManager().blockManagerId().host();
    }

    /** What each executor computes with, and how fast, by executor. */
    public static Map<String, KernelSpeed> speeds(JavaSparkContext spark, int slots) {
        Map<String, KernelSpeed> kernels = new TreeMap<>();
        spark.parallelize(Collections.nCopies(slots, 0), slots)
                .mapToPair(ignored -> new Tuple2<>(SparkEnv.get().executorId(), KernelSpeed.here()))
                .collect()
                .forEach(answer -> kernels.put(answer._1(), answer._2()));
        return kernels;
    }
}
