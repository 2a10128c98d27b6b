package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.OtherJvm;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All that a process prints about the user's mistake is the one message: Spark's logs do not tell it again. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class QuietProcessTest {
    private static final String NO_PROPERTY = "kindling.terminal=false";

    @TempDir
    private Path folder;

    private SmallRun run;
    private OtherJvm jvm;

    @BeforeEach
    void prepare(SparkSession session) throws IOException {
        assertThat(session.sparkContext().isLocal()).isTrue();
        run = new SmallRun(folder);
        jvm = new OtherJvm(folder);
        run.train().succeeded();
    }

    @Test
    void aBlasThatIsNone() throws IOException, InterruptedException {
        String directory = folder.resolve("second").toString();
        jvm.run("kindling.blas=nonsense", "train", run.conf().toString(), "--run-dir", directory)
                .isWrongInput(
                        "The system property kindling.blas is \"nonsense\", but takes one of native, vector, java");
        assertThat(Path.of(directory)).doesNotExist();
    }

    @Test
    void aMasterThatIsNone() throws IOException, InterruptedException {
        String directory = folder.resolve("second").toString();
        String[] command = {"train", run.conf().toString(), "--run-dir", directory, "--master", "nonsense"};
        jvm.run("kindling.blas=java", command)
                .isWrongInput(
                        "Spark does not start with master nonsense, see --master and spark.conf: Could not parse");
        assertThat(Path.of(directory)).doesNotExist();
    }

    @Test
    void aTaskThatFailsOnARow() throws IOException, InterruptedException {
        Path rows = Files.writeString(folder.resolve("hole.csv"), "a,b,y\n1,2,0\n2,,1\n");
        String out = folder.resolve("predicted").toString();
        String model = run.directory().toString();
        jvm.run(NO_PROPERTY, "predict", "--model", model, "--path", rows.toString(), "--out", out)
                .isWrongInput("Column \"b\" of the row (2, null, 1) is null");
    }
}
