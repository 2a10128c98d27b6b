package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own without Spark's ML module, neither mllib nor mllib-local. */
@Tag("spark")
@Tag("slow")
class WithoutSparkMlTest {
    private static final String MAILS = "examples/data/spambase/spambase.csv.gz";

    @TempDir
    private Path folder;

    private OtherJvm jvm;

    @BeforeEach
    void leaveOut() {
        OtherJvm all = new OtherJvm(folder);
        // A class path that has none is what is wanted.
        boolean has = all.classPath().stream()
                .anyMatch(jar -> Path.of(jar).getFileName().toString().startsWith("spark-mllib"));
        jvm = has ? all.without("spark-mllib") : all;
    }

    @Test
    void csvIsTrainedOnEvaluatedAndPredicted() throws IOException, InterruptedException {
        assertThat(train("local", "").succeeded().out()).contains("done after ");
        evaluateAndPredict();
    }

    @Test
    void sparkJobsTrainOnCsvToo() throws IOException, InterruptedException {
        assertThat(train("spark", "").succeeded().out()).contains("done after ");
    }

    @Test
    void transformersAreRefusedBeforeRowsAreRead() throws IOException, InterruptedException {
        Outcome outcome = train("local", "  transformers: [{VectorAssembler: {inputCols: [free], outputCol: v}}]\n");
        outcome.isWrongInput(
                "data.transformers needs Spark ML, which comes with Spark's mllib, but org.apache.spark.ml.PipelineStage"
                        + " is not on the class path.");
        assertThat(folder.resolve("run/model")).doesNotExist();
    }

    private void evaluateAndPredict() throws IOException, InterruptedException {
        String model = folder.resolve("run").toString();
        assertThat(run("evaluate", "--model", model).succeeded().out()).contains("accuracy");
        Path out = folder.resolve("predicted");
        String mails = Home.path(MAILS).toString();
        run("predict", "--model", model, "--path", mails, "--out", out.toString(), "--out-format", "json")
                .succeeded();
        assertThat(lines(out)).isEqualTo(4601);
    }

    private static long lines(Path predictions) throws IOException {
        try (Stream<Path> files = Files.list(predictions)) {
            long lines = 0;
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                lines += Files.readAllLines(file).size();
            }
            return lines;
        }
    }

    private Outcome train(String engine, String data) throws IOException, InterruptedException {
        Path conf = Files.writeString(
                folder.resolve("conf.yaml"), """
                name: plain
                data:
                  train: {path: "%s", where: id %% 5 <> 0}
                  test: {path: "%s", where: id %% 5 = 0}
                  exclude: [id]
                %s  label: {column: type, classes: [nonspam, spam]}
                  log1p: true
                  standardize: true
                model:
                  input: [57]
                  layers: [dense: 1]
                  loss: binary_cross_entropy
                engine: %s
                training: {epochs: 2}
                spark: {shards: 2}
                """.formatted(Home.path(MAILS), Home.path(MAILS), data, engine));
        return run("train", conf.toString(), "--run-dir", folder.resolve("run").toString());
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        String[] local = Stream.concat(Stream.of(command), Stream.of("--master", "local[2]"))
                .toArray(String[]::new);
        return jvm.run("kindling.terminal=false", local);
    }
}
