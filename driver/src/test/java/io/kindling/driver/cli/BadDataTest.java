package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Outcome;
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

/**
 * Rows that cannot be learnt from, and places that cannot be written to, give one message and exit code 2. As nothing is
 * written before the rows have been read, no run directory is left, and the same command can be given again.
 */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class BadDataTest {
    @TempDir
    private Path folder;

    private SmallRun run;

    @BeforeEach
    void prepare(SparkSession session) {
        assertThat(session.sparkContext().isLocal()).isTrue();
        run = new SmallRun(folder);
    }

    @Test
    void aFileThatIsNotThere() throws IOException {
        leavesNothing(
                run.trainAs("rows.csv", "missing.csv"), "data.train.path: " + folder + "/missing.csv does not exist");
    }

    @Test
    void aFileWithNothingButItsHeader() throws IOException {
        leavesNothing(run.trainOn("a,b,y\n"), "data.train.path: " + run.rows() + " has no row below its header");
        leavesNothing(run.trainOn(""), "data.train.path: " + run.rows() + " has no row");
    }

    @Test
    void aConditionThatNoRowMeets() throws IOException {
        leavesNothing(
                run.trainWith("data.train.where=a > 100"),
                "There is no row in the training part, which data.train.where gives");
    }

    @Test
    void aConditionThatFailsOnARow() throws IOException {
        leavesNothing(
                run.trainOn(
                        "a,b,y,word\n1,2,0,red\n",
                        "--set",
                        "data.exclude=[word]",
                        "--set",
                        "data.train.where=cast(word as int) > 3"),
                "data.train.where: The value 'red' of the type \"STRING\" cannot be cast to \"INT\"");
    }

    @Test
    void aColumnThatIsNotThere() throws IOException {
        leavesNothing(
                run.trainWith("data.columns=[a, bb]"),
                "data.columns: there is no column \"bb\" in data.train; did you mean \"b\"? It has a, b, y.");
    }

    @Test
    void wordsWhereNumbersAreNeeded() throws IOException {
        leavesNothing(
                run.trainOn("a,b,y\n1,2,0\n2,red,1\n"),
                "Column \"b\" holds words, but the network takes numbers.",
                "StringIndexer and OneHotEncoder in data.transformers");
    }

    @Test
    void anEmptyCell() throws IOException {
        leavesNothing(
                run.trainOn("a,b,y\n1,2,0\n2,,1\n3,4,0\n"),
                "Column \"b\" row 2 is null; set data.invalid: skip to drop such rows.");
    }

    @Test
    void aCellThatIsNotANumber() throws IOException {
        leavesNothing(
                run.trainOn("a,b,y\n1,2,0\n2,3.5,1\nNaN,4,0\n"),
                "Column \"a\" row 3 is NaN; set data.invalid: skip to drop such rows.");
    }

    @Test
    void aLabelThatIsNoClass() throws IOException {
        leavesNothing(
                run.trainOn("a,b,y\n1,2,0\n2,3,7\n"),
                "Column \"y\" row 2 is 7, but a class is a whole number from 0 to 1; list the values in");
        leavesNothing(
                run.trainOn("a,b,y\n1,2,0\n2,3,0.5\n"),
                "Column \"y\" row 2 is 0.5, but a class is a whole number from 0 to 1; list the values in");
    }

    @Test
    void moreClassesThanOutputs() throws IOException {
        leavesNothing(
                run.trainOn("a,b,y\n1,2,ham\n2,3,spam\n3,4,eggs\n"),
                "Label column \"y\" has 3 classes (eggs, ham, spam), but the model distinguishes 2.",
                "Give its last layer 3 outputs");
    }

    @Test
    void anotherWidthThanTheModels() throws IOException {
        leavesNothing(
                run.trainWith("model.input=[3]"),
                "The data has 2 features, but the model takes 3 (model.input is [3]). The columns are a, b.");
    }

    @Test
    void aRunDirectoryBelowAFile() throws IOException {
        run.train("--run-dir", run.rows() + "/run")
                .isWrongInput("The run directory " + run.rows() + "/run cannot be written (", "give another --run-dir");
    }

    @Test
    void aRunDirectoryThatIsInUse() throws IOException {
        Files.createDirectories(run.directory());
        Files.writeString(run.directory().resolve("notes.txt"), "mine");
        run.train().isWrongInput("The run directory " + run.directory() + " is not empty; give another --run-dir, or");
        assertThat(run.directory()).isDirectoryContaining("glob:**/notes.txt");
    }

    @Test
    void theSameRunDirectoryServesOnceTheRowsAreMended() throws IOException {
        leavesNothing(run.trainOn("a,b,y\n1,,0\n"), "Column \"b\"");
        run.train().succeeded();
        assertThat(run.directory().resolve("model")).isDirectory();
    }

    private void leavesNothing(Outcome outcome, String... words) {
        outcome.isWrongInput(words);
        run.leftNothing();
    }
}
