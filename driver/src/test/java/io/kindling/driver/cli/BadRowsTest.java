package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Outcome;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a model cannot be evaluated on, or cannot predict, give one message and exit code 2. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class BadRowsTest {
    @TempDir
    private static Path folder;

    private static SmallRun run;

    @BeforeAll
    static void train(SparkSession session) throws IOException {
        assertThat(session.sparkContext().isLocal()).isTrue();
        run = new SmallRun(folder);
        run.train().succeeded();
    }

    @Test
    void noSource() {
        command("evaluate")
                .isWrongInput(
                        "Which rows? Give --path, --table or --images; ", "the config.yaml of ", " has no data.test.");
        command("predict").isWrongInput("Which rows? Give --path, --table or --images.");
    }

    @Test
    void aFileThatIsNotThere() {
        for (String name : List.of("evaluate", "predict")) {
            command(name, "--path", folder + "/missing.csv")
                    .isWrongInput("The source: " + folder + "/missing.csv does not exist.");
        }
    }

    @Test
    void aFileOfAnUnknownKind() {
        for (String name : List.of("evaluate", "predict")) {
            command(name, "--path", run.conf().toString())
                    .isWrongInput("The source: the format is missing, and the ending of " + run.conf());
        }
    }

    @Test
    void aColumnThatIsNotThere() throws IOException {
        for (String name : List.of("evaluate", "predict")) {
            command(name, "--path", rows("without-b.csv", "a,bb,y\n1,2,0\n"))
                    .isWrongInput("there is no column \"b\" in the data; did you mean ", " It has a, bb, y.");
        }
        command("evaluate", "--path", rows("unlabelled.csv", "a,b\n1,2\n"))
                .isWrongInput("there is no column \"y\" in the data");
    }

    @Test
    void wordsWhereTheModelHasLearntFromNumbers() throws IOException {
        for (String name : List.of("evaluate", "predict")) {
            command(name, "--path", rows("words.csv", "a,b,y\n1,2,0\n2,red,1\n"))
                    .isWrongInput(
                            "Column \"b\" is of type string, but the model has learnt from numbers there.",
                            "Give rows of the same schema as in training.");
        }
    }

    @Test
    void anEmptyCell() throws IOException {
        String path = rows("empty-cell.csv", "a,b,y\n1,2,0\n2,,1\n");
        command("evaluate", "--path", path)
                .isWrongInput(
                        "Column \"b\" row 2 of the evaluation source is null; leave such rows out by a where condition");
        command("predict", "--path", path)
                .isWrongInput("Column \"b\" of the row (2, null, 1) is null; leave such rows out by a where condition");
    }

    @Test
    void noRow() throws IOException {
        for (String name : List.of("evaluate", "predict")) {
            command(name, "--path", rows("none.csv", "a,b,y\n")).isWrongInput("none.csv has no row below its header");
        }
        command("evaluate", "--path", run.rows().toString(), "--where", "a > 100")
                .isWrongInput("There is no row in the evaluation part");
    }

    @Test
    void aConditionThatIsNone() {
        for (String name : List.of("evaluate", "predict")) {
            command(name, "--path", run.rows().toString(), "--where", "c > 1")
                    .isWrongInput("where is not a condition that Spark takes: c > 1");
        }
    }

    @Test
    void aPlaceThatPredictionsCannotBeWrittenTo() {
        String path = run.rows().toString();
        command("predict", "--path", path, "--out", folder.toString())
                .isWrongInput(folder + " exists already; give another --out, or remove it.");
        command("predict", "--path", path, "--out", folder + "/out", "--out-format", "parket")
                .isWrongInput("Spark knows no format \"parket\"; give --out-format parquet, json or orc");
        command("predict", "--path", path, "--out", folder + "/out", "--out-format", "csv")
                .isWrongInput(folder + "/out cannot be written as csv: ", "probability");
    }

    @Test
    void aRowThatCannotBePredictedLeavesNoFolderInTheWay() throws IOException {
        String path = rows("hole.csv", "a,b,y\n1,2,0\n2,,1\n");
        command("predict", "--path", path, "--out", folder + "/predicted").isWrongInput("Column \"b\" of the row");
        command("predict", "--path", path, "--where", "b is not null", "--out", folder + "/predicted")
                .succeeded();
    }

    /** A user's function and a transformer that throw, in the middle of the rows. */
    @Test
    void aPoisonRowIsNamedWithItsColumn(SparkSession session, @TempDir Path other) throws IOException {
        session.udf()
                .register(
                        "poisoned",
                        (UDF1<Integer, Integer>) a -> {
                            if (a == 4) {
                                throw new IllegalStateException("no 4 here");
                            }
                            return a;
                        },
                        DataTypes.IntegerType);
        SmallRun poisoned = new SmallRun(other);
        poisoned.train(
                        "--set",
                        "data.transformers=[{SQLTransformer: {statement: 'SELECT *, poisoned(a) AS p FROM __THIS__'}}]",
                        "--set",
                        "data.columns=[b, p]")
                .isWrongInput(
                        "Column \"p\" row 4 of the training part cannot be computed: ",
                        "no 4 here",
                        "Correct the row, or leave it out by a where condition.");
    }

    @Test
    void aDamagedParquetFileIsNamed(SparkSession session, @TempDir Path other) throws IOException {
        Path file = other.resolve("rows.parquet");
        session.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(run.rows().toString())
                .coalesce(1)
                .write()
                .parquet(file.toString());
        Path part;
        try (Stream<Path> parts = Files.list(file)) {
            part = parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(part);
        Arrays.fill(content, 4, 60, (byte) 0x55);
        Files.write(part, content);
        Files.delete(file.resolve("." + part.getFileName() + ".crc"));
        command("evaluate", "--path", file.toString())
                .isWrongInput(part.getFileName().toString(), "The file is damaged, or not of this format");
    }

    private static Outcome command(String name, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of(name, "--model", run.directory().toString()));
        arguments.addAll(Arrays.asList(options));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    private static String rows(String name, String csv) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, csv);
        return file.toString();
    }
}
