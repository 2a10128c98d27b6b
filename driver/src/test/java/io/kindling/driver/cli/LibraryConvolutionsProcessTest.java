package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose convolutions are oneDNN's, in processes of their own: the choice is made once in each. */
@Tag("spark")
class LibraryConvolutionsProcessTest {
    private static final int CELLS = 144;
    private static final String CONF = """
            name: pictures
            seed: 3
            data:
              train: {format: csv, path: "%s"}
              label: {column: y}
            model:
              input: [1, 12, 12]
              layers:
                - conv2d: {filters: 16, kernel: 3, padding: same}
                - relu
                - conv2d: {filters: 32, kernel: 3, padding: same}
                - relu
                - max_pool2d: 2
                - flatten
                - dense: 2
              loss: cross_entropy
            training: {batch_size: 16, epochs: 2}
            spark: {shards: 3}
            """;

    @TempDir
    private Path folder;

    private OtherJvm jvm;
    private Path conf;
    private String told = "";

    @BeforeEach
    void write() throws IOException {
        String header = IntStream.range(0, CELLS).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
        String rows = IntStream.range(0, 40)
                .mapToObj(row -> IntStream.range(0, CELLS)
                                .mapToObj(i -> Integer.toString((row * 37 + i * i) % 11 - 5))
                                .collect(Collectors.joining(","))
                        + "," + row % 2)
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve("rows.csv"), header + ",y\n" + rows + "\n");
        conf = Files.writeString(folder.resolve("run.yaml"), CONF.formatted(file));
        jvm = new OtherJvm(folder);
    }

    @Test
    @Tag("slow")
    void bothEnginesComeToTheSameBitsAndWithoutTheJarsProductsDoWhatTheLogSays()
            throws IOException, InterruptedException {
        assumeTrue(Kernels.best(Precision.BF16).blas().name().equals("bf16"), "oneDNN does not work here");
        JsonNode threads = summary(jvm, "onednn", "local");
        JsonNode jobs = summary(jvm, "onednn", "spark");
        assertThat(threads.get("blas").asText()).matches("native, .*; convolutions oneDNN 3.*, AVX-512, 1 thread");
        assertThat(threads.get("exact").asBoolean()).isTrue();
        assertThat(jobs.get("exact").asBoolean()).isTrue();
        assertThat(jobs.get("weights_sha256")).isEqualTo(threads.get("weights_sha256"));

        JsonNode products = summary(jvm, "products", "local");
        assertThat(products.get("blas").asText()).doesNotContain("convolutions");
        assertThat(products.get("weights_sha256")).isNotEqualTo(threads.get("weights_sha256"));
        assertThat(threads.at("/train/loss").asDouble())
                .isCloseTo(products.at("/train/loss").asDouble(), within(1e-3));

        JsonNode withoutJars = summary(jvm.without("dnnl"), "onednn", "local");
        assertThat(withoutJars.get("weights_sha256")).isEqualTo(products.get("weights_sha256"));
        assertThat(told)
                .containsOnlyOnce(
                        "Convolutions are done by products although oneDNN is asked for: oneDNN cannot be loaded");
    }

    @Test
    void aLibraryThatIsNoneIsRefused() throws IOException, InterruptedException {
        jvm.run(
                        "kindling.convolutions=nonsense",
                        "train",
                        conf.toString(),
                        "--run-dir",
                        folder.resolve("run").toString())
                .isWrongInput(
                        "The system property kindling.convolutions is \"nonsense\", but takes one of products, onednn");
    }

    private JsonNode summary(OtherJvm process, String convolutions, String engine)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(folder, "run").resolve("run");
        Outcome outcome = process.run(
                "kindling.convolutions=" + convolutions,
                "train",
                conf.toString(),
                "--run-dir",
                directory.toString(),
                "--set",
                "engine=" + engine);
        outcome.succeeded();
        told = outcome.out() + outcome.err();
        return new ObjectMapper().readTree(directory.resolve("summary.json").toFile());
    }
}
