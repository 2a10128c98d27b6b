package io.kindling.driver.spark.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark ML wrote is looked through before Spark ML reads it. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class SavedStagesTest {
    private static final String STATEMENT = "SELECT *, upper(word) AS big FROM __THIS__";
    private static final String INDEXER = "\"class\":\"org.apache.spark.ml.feature.StringIndexerModel\"";

    @TempDir
    private Path folder;

    private Path saved;

    @BeforeEach
    void save(SparkSession spark) throws IOException {
        saved = folder.resolve("transformers");
        new Pipeline()
                .setStages(new PipelineStage[] {
                    new SQLTransformer().setStatement(STATEMENT),
                    new StringIndexer().setInputCol("word").setOutputCol("index")
                })
                .fit(spark.sql("SELECT 'a' AS word UNION SELECT 'b'"))
                .save(saved.toString());
    }

    @Test
    void whatSparkMlWroteMayBeRead() {
        assertThatCode(() -> SavedStages.demandSafe(Location.of(saved))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Runtime",
                "org.apache.spark.sql.SparkSession",
                "org.apache.spark.ml.feature.StringIndexer"
            })
    void aClassThatIsNoTransformerIsNotLoaded(String name) throws IOException {
        spoil("stages/1_", INDEXER, "\"class\":\"" + name + "\"");
        isRefused("it names the class " + name + ", which is no Spark ML transformer");
    }

    @Test
    void aClassThatIsNotHereIsMissed() throws IOException {
        spoil("stages/1_", INDEXER, "\"class\":\"com.example.Stemmer\"");
        isRefused("there is no class com.example.Stemmer on the class path; give its jar by --jars");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x/../../../elsewhere", "..\\\\elsewhere", "file:x"})
    void anIdThatIsAPathLeadsNowhere(String uid) throws IOException {
        spoil("metadata", "\"stageUids\":[", "\"stageUids\":[\"" + uid + "\",");
        isRefused("is no name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE rows",
                "ADD JAR 'evil.jar'",
                "FROM __THIS__ INSERT OVERWRITE DIRECTORY '/tmp/x' SELECT *",
                "SELECT *, Reflect('java.lang.System', 'exit', '1') FROM __THIS__",
                "SELECT TRANSFORM(word) USING 'sh -c ls' FROM __THIS__",
                "SELECT *, IDENTIFIER('ref' || 'lect')('java.lang.System', 'exit', '1') FROM __THIS__",
                "SELECT *, ${env:X}('java.lang.System') FROM __THIS__"
            })
    void aStatementIsASelectThatStartsNothing(String statement) throws IOException {
        assertThat(SelectStatement.problem(STATEMENT)).isEmpty();
        assertThat(SelectStatement.problem("SELECT *, transform(a, w -> w + 1) AS b FROM __THIS__"))
                .isEmpty();
        spoil("stages/0_", STATEMENT, statement);
        isRefused("its statement ");
    }

    @Test
    void aNameGivenTwiceIsNotReadTwoWays() throws IOException {
        spoil("stages/1_", INDEXER, "\"class\":\"java.lang.Runtime\"," + INDEXER);
        isRefused("its metadata is no JSON (Duplicate field 'class')");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(saved.resolve("stages/2_x"), elsewhere);
        isRefused("is a link to a place outside of");
    }

    private void isRefused(String words) {
        assertThatThrownBy(() -> SavedStages.demandSafe(Location.of(saved)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(words);
    }

    private void spoil(String stage, String text, String instead) throws IOException {
        Path file;
        try (Stream<Path> all = Files.walk(saved)) {
            file = all.filter(path -> saved.relativize(path).toString().startsWith(stage)
                            && path.getFileName().toString().startsWith("part-")
                            && path.getParent().endsWith("metadata"))
                    .findFirst()
                    .orElseThrow();
        }
        String content = Files.readString(file);
        assertThat(content).contains(text);
        Files.writeString(file, content.replace(text, instead));
    }
}
