package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.AuditedRuns.find;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.stddev_pop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails and diamonds with a fault planted in each of several columns: each is found, where it is. */
@Tag("spark")
class SpoiltColumnsTest {
    private static final List<String> MEASURES = List.of("carat", "depth", "table", "x", "y", "z");

    private static AuditReport mails;

    @TempDir
    private Path folder;

    @BeforeAll
    static void spoilTheMails(@TempDir Path planted) {
        mails = AuditedRuns.columns(
                planted,
                "spam-mlp",
                rows -> rows.withColumn("make", lit(1.0))
                        .withColumn("address", lit(null).cast("double"))
                        .withColumn("all", expr("if(id % 7 = 1, null, `all`)"))
                        .withColumn("over", expr("if(id in (7, 8, 9), 1.0, 0.0)"))
                        .withColumn("our", expr("if(id % 50 = 1, -999.0, our)"))
                        .withColumn("hp", expr("if(id % 5 = 0, hp + 5, hp)"))
                        .withColumn(
                                "type", expr("case when id % 15 = 0 then 'virus' when id = 2 then null else type end")),
                "data.standardize=false",
                "data.label.classes=[nonspam, spam]");
    }

    @Test
    void aColumnThatIsAlwaysTheSame() {
        assertThat(finding("constant_column", "make").evidence()).endsWith("values of the training part are 1");
    }

    @Test
    void aColumnWithoutAValue() {
        assertThat(finding("all_missing", "address").severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void gaps() {
        assertThat(finding("missing_cells", "all").numbers())
                .hasEntrySatisfying("share", share -> assertThat(share).isCloseTo(1.0 / 7, within(0.01)));
    }

    @Test
    void aColumnOfWhichOneRowDiffers() {
        assertThat(finding("nearly_constant", "over").evidence()).contains("another value");
    }

    @Test
    void aNumberThatStandsForNone() {
        assertThat(finding("placeholder_values", "our").numbers())
                .containsEntry("value", -999.0)
                .containsEntry("count", 93.0);
    }

    @Test
    void aLogarithmThatIsNone() {
        assertThat(finding("log1p_undefined", "our").advice()).contains("data.log1p");
    }

    @Test
    void aColumnThatIsOtherwiseInTheTest() {
        Finding drift = finding("drift", "hp");
        assertThat(drift.severity()).isEqualTo(Severity.WARNING);
        assertThat(mails.findings().stream()
                        .filter(found -> found.id().equals("drift"))
                        .map(Finding::column))
                .containsExactly("hp");
    }

    @Test
    void columnsOfUnlikeScales() {
        assertThat(find(mails, "unlike_scales").orElseThrow().column()).startsWith("our, ");
    }

    @Test
    void labelsThatTrainingNeverSees() {
        Finding unseen = finding("unseen_labels", "type");
        assertThat(unseen.evidence()).contains("306 rows of the test part", "\"virus\"");
        assertThat(unseen.severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void aRowWithoutLabel() {
        assertThat(finding("missing_label", "type").numbers()).containsEntry("rows", 1.0);
    }

    @Test
    void aHeavyTail() {
        assertThat(AuditedRuns.columns("spam-mlp", "data.log1p=false").findings())
                .filteredOn(found -> found.id().equals("heavy_tailed"))
                .singleElement()
                .satisfies(found -> assertThat(found.column()).contains("capitalAve"))
                .satisfies(found -> assertThat(found.advice()).contains("data.log1p: true"));
    }

    @Test
    void oneNumberFarFromAllOthers() {
        AuditReport report = AuditedRuns.columns(
                folder, "diamonds", rows -> rows.withColumn("carat", expr("if(id = 6, 210, carat)")));
        assertThat(find(report, "far_values", "carat").orElseThrow().evidence()).contains("210 in the training part");
        assertThat(find(report, "drift")).isEmpty();
    }

    @Test
    void statisticsOfAllRowsInsteadOfTheTrainingRows() {
        AuditReport report = AuditedRuns.columns(folder, "diamonds", rows -> standardized(rows, rows));
        assertThat(find(report, "normalised_with_all_rows").orElseThrow().evidence())
                .contains("the training and the validation and the test part together");
        assertThat(find(report, "normalised_apart")).isEmpty();
    }

    @Test
    void theRangeOfAllRows() {
        AuditReport report = AuditedRuns.columns(
                folder,
                "diamonds",
                SpoiltColumnsTest::between0And1,
                "data.train.where=id % 5 <> 0 and id % 4 <> 3",
                "data.test.where=id % 5 = 0 or id % 4 = 3");
        assertThat(find(report, "normalised_with_all_rows").orElseThrow().evidence())
                .contains("the least number is 0");
    }

    @Test
    void aTestWithStatisticsOfItsOwn() {
        AuditReport report = AuditedRuns.columns(folder, "diamonds", rows -> {
            Dataset<Row> train = rows.where("id % 5 <> 0");
            Dataset<Row> test = rows.where("id % 5 = 0");
            return standardized(train, train).union(standardized(test, test));
        });
        assertThat(find(report, "normalised_apart").orElseThrow().evidence()).contains("the test part");
        assertThat(find(report, "normalised_with_all_rows").orElseThrow().evidence())
                .contains("the training and the validation part together");
    }

    @Test
    void statisticsOfTheTrainingRowsAreAsTheyShouldBe() {
        AuditReport report = AuditedRuns.columns(
                folder, "diamonds", rows -> standardized(rows, rows.where("id % 5 <> 0 and id % 10 <> 2")));
        assertThat(report.findings()).noneMatch(found -> found.id().startsWith("normalised"));
    }

    @Test
    void labelsThatAreAllTheSame() {
        AuditReport report = AuditedRuns.columns(
                folder,
                "spam-neuron",
                rows -> rows.withColumn("type", lit("spam")),
                "data.label.classes=[nonspam, spam]");
        assertThat(find(report, "constant_label", "type").orElseThrow().severity())
                .isEqualTo(Severity.ERROR);
    }

    @Test
    void aRareClass() {
        AuditReport report =
                AuditedRuns.columns(folder, "spam-neuron", rows -> rows.where("type = 'nonspam' or id % 200 = 1"));
        assertThat(find(report, "rare_class", "type").orElseThrow().evidence()).contains("\"spam\"");
        assertThat(find(report, "one_class_nearly_all", "type").orElseThrow().evidence())
                .contains("\"nonspam\"");
    }

    private static Finding finding(String id, String column) {
        return find(mails, id, column).orElseThrow(() -> new AssertionError(mails.lines()));
    }

    /** The measures less their mean in some rows, by their deviation there. */
    private static Dataset<Row> standardized(Dataset<Row> rows, Dataset<Row> of) {
        return moved(rows, of, name -> avg(col(name)), name -> stddev_pop(col(name)));
    }

    private static Dataset<Row> between0And1(Dataset<Row> rows) {
        return moved(rows, rows, name -> min(col(name)), name -> max(col(name)).minus(min(col(name))));
    }

    /** The measures less something, by something, both taken of other rows at once. */
    private static Dataset<Row> moved(
            Dataset<Row> rows, Dataset<Row> of, Function<String, Column> less, Function<String, Column> by) {
        Column[] statistics = MEASURES.stream()
                .flatMap(name -> Stream.of(less.apply(name), by.apply(name)))
                .map(statistic -> statistic.cast("double"))
                .toArray(Column[]::new);
        Row taken = of.agg(lit(0), statistics).first();
        Dataset<Row> changed = rows;
        for (int i = 0; i < MEASURES.size(); i++) {
            Column measure = col(MEASURES.get(i));
            changed = changed.withColumn(
                    MEASURES.get(i), measure.minus(taken.getDouble(2 * i + 1)).divide(taken.getDouble(2 * i + 2)));
        }
        return changed;
    }
}
