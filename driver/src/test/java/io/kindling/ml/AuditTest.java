package io.kindling.ml;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.Home;
import io.kindling.driver.UserException;
import io.kindling.driver.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Audits of DataFrames, ordinary and odd ones. */
@Tag("spark")
class AuditTest {
    private static final String IS_TEST = "id % 5 = 0";

    @Test
    void findingsAreRowsTheGravestFirst() {
        Dataset<Row> findings = Audit.of(mails().where("not " + IS_TEST))
                .setTest(mails().where(IS_TEST))
                .setLabelCol("type")
                .setExcludeCols("id")
                .findings();
        assertThat(findings.columns())
                .containsExactly("severity", "column", "evidence", "advice", "id", "numbers", "examples");
        assertThat(findings.select("severity").as(Encoders.STRING()).collectAsList())
                .startsWith("error")
                .endsWith("note");
        Row leak = findings.where("id = 'leaking_duplicates'").first();
        assertThat(leak.<String>getAs("evidence")).startsWith("111 of the 920 rows of test");
        assertThat(leak.getList(leak.fieldIndex("examples"))).hasSize(5);
    }

    @Test
    void numbersOfClassesAreTheSameWhateverTheirType() {
        Dataset<Row> training = mails().where("not " + IS_TEST).withColumn("type", expr("int(type = 'spam')"));
        Dataset<Row> test = mails().where(IS_TEST).withColumn("type", expr("double(type = 'spam')"));
        List<String> found =
                ids(Audit.of(training).setTest(test).setLabelCol("type").setExcludeCols("id"));
        assertThat(found).contains("leaking_duplicates").doesNotContain("unseen_labels");
    }

    @Test
    void aLabelThatIsNoNumberIsMissing() {
        Dataset<Row> rows = mails().withColumn("type", expr("if(id % 100 = 0, double('NaN'), double(type = 'spam'))"));
        Audit audit = Audit.of(rows).setLabelCol("type").setExcludeCols("id");
        assertThat(ids(audit)).contains("missing_label").doesNotContain("rare_class");
    }

    @Test
    void oddColumnsAndPartsWithoutRowsAreNoHindrance() {
        Dataset<Row> odd = mails().select("id", "type", "free")
                .withColumn("day", expr("date_add(date'2001-01-01', id % 300)"))
                .withColumn("words", array(lit("a"), col("type")))
                .withColumn("pair", expr("struct(id % 3 as a, free as b)"))
                .withColumn("nothing", lit(null).cast("double"))
                .withColumn("none", lit(null).cast("string"))
                .withColumn("some", when(expr("id % 2 = 0"), lit(1)));
        Audit audit = Audit.of(odd).setValidation(odd.where("false")).setLabelCol("type");
        assertThat(ids(audit)).contains("all_missing", "leaking_column").doesNotContain("normalised_apart");
        assertThat(ids(Audit.of(odd.limit(1)).setLabelCol("type"))).contains("constant_label");
        assertThat(ids(Audit.of(odd))).contains("all_missing");
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThatThrownBy(() -> Audit.of(mails()).setLabelCol("typ").lines())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("labelCol: there is no column \"typ\"")
                .hasMessageContaining("did you mean \"type\"?");
        assertThatThrownBy(() ->
                        Audit.of(mails()).setValidationIndicatorCol("free").lines())
                .hasMessageContaining("wanted is boolean");
        Dataset<Row> marked = mails().withColumn("marked", expr("id % 7 = 0"));
        assertThatThrownBy(() -> Audit.of(marked)
                        .setValidationIndicatorCol("marked")
                        .setValidation(marked)
                        .lines())
                .hasMessageContaining("Choose one");
        assertThatThrownBy(() -> Audit.of(mails())
                        .setTest(mails().withColumn("free", lit("much")))
                        .lines())
                .hasMessageContaining("\"free\" is of type string in the test rows");
    }

    private static List<String> ids(Audit audit) {
        return audit.findings().select("id").as(Encoders.STRING()).collectAsList();
    }

    private static Dataset<Row> mails() {
        return SparkExtension.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(Home.path("examples/data/spambase/spambase.csv.gz").toString());
    }
}
