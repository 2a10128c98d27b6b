package io.kindling.driver.spark.engine;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.blas.GemmSpeed;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;

/** Asks the executors what they compute with. */
public final class ExecutorKernels {
    private ExecutorKernels() {}

    /** The kernels' fingerprints, without repetition, of the executors that answered. */
    public static List<String> fingerprints(JavaSparkContext spark, int slots) {
        return spark.parallelize(Collections.nCopies(slots, 0), slots)
                .map(ignored -> Kernels.best().fingerprint())
                .distinct()
                .collect();
    }

    /** Kind, version and speed of the matrix product, and the element-wise loops, by executor. */
    public static Map<String, String> describe(JavaSparkContext spark, int slots) {
        Map<String, String> kernels = new TreeMap<>();
        spark.parallelize(Collections.nCopies(slots, 0), slots)
                .map(ignored -> List.of(SparkEnv.get().executorId(), describe()))
                .collect()
                .forEach(answer -> kernels.put(answer.get(0), answer.get(1)));
        return kernels;
    }

    private static String describe() {
        Kernels kernels = Kernels.best();
        return String.format(
                Locale.ROOT,
                "%s Measured: %.0f GFLOP/s a task. Loops: %s.",
                Blas.reason(),
                GemmSpeed.gigaflops(kernels.blas()),
                kernels.elementwise().fingerprint());
    }
}
