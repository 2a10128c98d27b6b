package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.OtherJvm;
import io.kindling.driver.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L-BFGS in a process of its own: what it prints, and what there is without Breeze. */
@Tag("spark")
class SolverProcessTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void aSearchThatFindsNothingLowerSaysSoInOurWordsAlone() throws IOException, InterruptedException {
        Outcome outcome = train(new OtherJvm(folder), "solver: {lbfgs: {tolerance: 0, l2: 0.01}}, epochs: 500");
        assertThat(outcome.succeeded().out())
                .containsPattern("converged after [0-9]+ steps \\(.*the gradient's norm is [0-9.]+e-0[0-9]\\)");
        assertThat(outcome.err()).doesNotContain("ERROR", "WARN", "breeze", "LBFGS", "Resetting");
    }

    @Test
    @Tag("slow")
    void withoutBreezeOtherRunsWork() throws IOException, InterruptedException {
        assertThat(train(new OtherJvm(folder).without("breeze"), "epochs: 2")
                        .succeeded()
                        .out())
                .contains("done after ");
    }

    @Test
    void withoutBreezeLbfgsIsRefusedBeforeRowsAreRead() throws IOException, InterruptedException {
        Outcome outcome = train(new OtherJvm(folder).without("breeze"), "solver: lbfgs");
        outcome.isWrongInput("training.solver: lbfgs needs Breeze, which comes with Spark's mllib, but breeze.");
        assertThat(outcome.out()).doesNotContain("rows to learn from");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private Outcome train(OtherJvm jvm, String training) throws IOException, InterruptedException {
        Path conf = Files.writeString(folder.resolve("conf.yaml"), """
                name: process
                data:
                  train: {path: "%s", where: id %% 9 = 0}
                  exclude: [id]
                  label: {column: type, classes: [nonspam, spam]}
                  log1p: true
                  standardize: true
                model:
                  input: [57]
                  layers: [dense: 1]
                  loss: binary_cross_entropy
                training: {%s}
                spark: {shards: 2}
                """.formatted(
                        Home.path("examples/data/spambase/spambase.csv.gz"), training));
        String directory = folder.resolve("run").toString();
        return jvm.run(
                "kindling.terminal=false", "train", conf.toString(), "--run-dir", directory, "--master", "local[2]");
    }
}
