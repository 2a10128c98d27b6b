package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class ValidationShareTest {
    private static final String YAML = """
            name: share
            data:
              train: {path: "%s"}
              validation: {fraction: 0.2}
              columns: [COLUMNS]
              label: {column: type, classes: [nonspam, spam]}
            model: {input: [2], layers: [dense: 1], loss: binary_cross_entropy}
            training: {epochs: 1, batch_size: 1000}
            engine: local
            """.formatted(Home.path("examples/data/spambase/spambase.csv.gz"));

    /** Nearly all mails have neither word, so that all of one kind are drawn, or none. */
    @Test
    void aRunSaysWhereMailsAreTooMuchAlikeToBeDrawnFrom(SparkSession spark, @TempDir Path folder) {
        assertThat(printed(spark, "num3d, conference", folder.resolve("alike")))
                .containsPattern(
                        "data.validation.fraction asks for 20\\.0% of the rows, but (?!1[4-9]|2[0-6])\\d+\\.\\d% were"
                                + " drawn: equal rows stay together.*by data.validation.column");
        assertThat(printed(spark, "capitalAve, capitalTotal", folder.resolve("different")))
                .contains("rows to learn from")
                .doesNotContain("were drawn");
    }

    @Test
    void whatChanceExplainsIsNotTold() {
        assertThat(ValidationShare.warning(0.1, 27, 3)).isEmpty();
        assertThat(ValidationShare.warning(0.1, 24, 6)).isEmpty();
        assertThat(ValidationShare.warning(0.1, 15, 15)).isPresent();
        assertThat(ValidationShare.warning(0.1, 8_700, 1_300)).isEmpty();
        assertThat(ValidationShare.warning(0.1, 8_600, 1_400))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("asks for 10.0% of the rows, but 14.0% were drawn"));
        assertThat(ValidationShare.warning(0.1, 9_400, 600)).isPresent();
    }

    private static String printed(SparkSession spark, String columns, Path place) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TrainingRun(
                        ConfigLoader.parse("test", YAML.replace("COLUMNS", columns)),
                        RunDirectory.create(place),
                        SparkCluster.of(spark),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        0,
                        List.of())
                .execute();
        return out.toString(StandardCharsets.UTF_8);
    }
}
