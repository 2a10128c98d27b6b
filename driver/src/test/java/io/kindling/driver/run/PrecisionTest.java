package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.report.Summary;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Digits learned in bfloat16. Skipped where such products do not work. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class PrecisionTest {
    private static final double POINT = 0.01;

    @Test
    void learnsAsWellAsInFloat32AndSaysWhatComputed(SparkSession spark, @TempDir Path folder) {
        assumeTrue(Kernels.best(Precision.BF16).blas().name().equals("bf16"), "bfloat16 products do not work here");
        Summary exact = train(spark, folder.resolve("float32"), "float32", "local");
        Summary half = train(spark, folder.resolve("bf16"), "bf16", "local");
        assertThat(half.test().get("accuracy")).isCloseTo(exact.test().get("accuracy"), within(0.2 * POINT));
        assertThat(half.blas()).startsWith("bf16, oneDNN");
        assertThat(exact.blas()).startsWith("native, ");
        assertThat(half.exact()).isTrue();
        assertThat(half.weightsSha256()).isNotEqualTo(exact.weightsSha256());

        Summary jobs = train(spark, folder.resolve("jobs"), "bf16", "spark");
        assertThat(jobs.weightsSha256()).isEqualTo(half.weightsSha256());
    }

    private static Summary train(SparkSession spark, Path folder, String precision, String engine) {
        String digits = Home.path("examples/data/mnist").toString();
        RunConfig config = ConfigLoader.load(
                Home.path("conf/mnist-mlp.yaml"),
                List.of(
                        "data.train.images=" + digits + "/train-images-idx3-ubyte.gz",
                        "data.train.labels=" + digits + "/train-labels-idx1-ubyte.gz",
                        "data.test.images=" + digits + "/t10k-images-idx3-ubyte.gz",
                        "data.test.labels=" + digits + "/t10k-labels-idx1-ubyte.gz",
                        "training.epochs=4",
                        "training.precision=" + precision,
                        "engine=" + engine));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new TrainingRun(config, RunDirectory.create(folder), SparkCluster.of(spark), nowhere, 0, List.of())
                .execute();
    }
}
