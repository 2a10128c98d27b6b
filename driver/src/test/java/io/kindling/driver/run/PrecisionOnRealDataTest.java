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
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Larger networks of {@code conf/} with bf16 products and without: the test figures are as good. Shorter trainings than the
 * configurations', to the end of their schedule. Skipped where such products do not work.
 */
@Tag("slow")
@ExtendWith(SparkExtension.class)
class PrecisionOnRealDataTest {
    private static final double POINT = 0.01;

    @TempDir
    private Path folder;

    @Test
    void convolutionsReadDigitsAsWell(SparkSession spark) {
        String digits = Home.path("examples/data/mnist").toString();
        List<String> settings = List.of(
                "data.train.images=" + digits + "/train-images-idx3-ubyte.gz",
                "data.train.labels=" + digits + "/train-labels-idx1-ubyte.gz",
                "data.test.images=" + digits + "/t10k-images-idx3-ubyte.gz",
                "data.test.labels=" + digits + "/t10k-labels-idx1-ubyte.gz",
                "training.epochs=2");
        double exact = figure(spark, "mnist-cnn", settings, "float32", "accuracy");
        double half = figure(spark, "mnist-cnn", settings, "bf16", "accuracy");
        assertThat(exact).isGreaterThan(0.985);
        assertThat(half).isCloseTo(exact, within(0.2 * POINT));
    }

    @Test
    void aTransformerNeedsAsManyBitsAByte(SparkSession spark) {
        String novel = Home.path("examples/data/text/prideprejudice.txt.gz").toString();
        List<String> settings = List.of("data.train.path=" + novel, "data.test.path=" + novel, "training.epochs=1");
        double exact = figure(spark, "novel-transformer", settings, "float32", "bits_per_token");
        double half = figure(spark, "novel-transformer", settings, "bf16", "bits_per_token");
        assertThat(exact).isLessThan(2.8);
        assertThat(half).isCloseTo(exact, within(0.01));
    }

    private double figure(SparkSession spark, String name, List<String> settings, String precision, String figure) {
        assumeTrue(Kernels.best(Precision.BF16).blas().name().equals("bf16"), "bfloat16 products do not work here");
        RunConfig config = ConfigLoader.load(
                Home.path("conf/" + name + ".yaml"),
                Stream.concat(settings.stream(), Stream.of("training.precision=" + precision))
                        .toList());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Summary summary = new TrainingRun(
                        config,
                        RunDirectory.create(folder.resolve(precision)),
                        SparkCluster.of(spark),
                        nowhere,
                        0,
                        List.of())
                .execute();
        assertThat(summary.blas()).startsWith(precision.equals("bf16") ? "bf16, " : "native, ");
        double found = summary.test().get(figure);
        System.out.println(name + " in " + precision + ": " + figure + " " + found);
        return found;
    }
}
