package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.PlantedRows.csv;
import static io.kindling.driver.spark.audit.PlantedRows.number;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kindling.driver.Home;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.source.IdxSource;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class NearRepeatsPassTest {
    @Test
    void rowsOfNumbersWithALittleNoiseAreFound() {
        Dataset<Row> mails = csv("spambase/spambase.csv.gz");
        // Rows with many numbers that are not 0, so that each copy differs.
        Dataset<Row> noisy = mails.where("id % 5 = 1 and id < 700 and you > 0 and capitalTotal > 100");
        for (String name : mails.columns()) {
            if (!name.equals("id") && !name.equals("type")) {
                noisy = noisy.withColumn(name, noised(name));
            }
        }
        long planted = noisy.count();
        assertThat(planted).isGreaterThan(50);

        AuditReport clean = PlantedRows.split(mails, "type", "id");
        AuditReport report =
                PlantedRows.split(mails.union(noisy.withColumn("id", col("id").plus(100_004))), "type", "id");

        double before = number(clean, "near_duplicates", "leaking_test");
        assertThat(before).isBetween(20.0, 45.0);
        assertThat(number(report, "near_duplicates", "leaking_test"))
                .isBetween(before + 0.95 * planted, before + planted);
        Finding found = AuditedRuns.find(report, "near_duplicates").orElseThrow();
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.examples())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains(" of 57 numbers differ"));
    }

    /** By up to 0.1 %. */
    private static Column noised(String name) {
        return col(name)
                .multiply(pmod(xxhash64(col("id"), lit(name)), lit(2001))
                        .minus(1000)
                        .divide(1_000_000.0)
                        .plus(1));
    }

    @Test
    void picturesWithFaintNoiseAreFoundAndOthersAreNot() {
        Dataset<Row> training = digits("train").where("row < 6000");
        Dataset<Row> test = digits("t10k").where("row < 1000");
        Dataset<Row> noisy = SparkExtension.session()
                .createDataFrame(
                        training.where("row < 50").toJavaRDD().map(NearRepeatsPassTest::noised), training.schema());

        AuditReport clean = PlantedRows.audit(training, test, "label", Treatment.UNKNOWN, "row");
        AuditReport report = PlantedRows.audit(training, test.union(noisy), "label", Treatment.UNKNOWN, "row");

        assertThat(clean.findings())
                .filteredOn(finding -> finding.id().contains("dupl"))
                .isEmpty();
        assertThat(number(report, "near_duplicates", "leaking_test")).isBetween(43.0, 50.0);
        assertThat(number(report, "near_duplicates", "within")).isZero();
    }

    private static Dataset<Row> digits(String name) {
        return IdxSource.read(
                SparkExtension.session(),
                Home.path("examples/data/mnist/" + name + "-images-idx3-ubyte.gz")
                        .toString(),
                Optional.of(Home.path("examples/data/mnist/" + name + "-labels-idx1-ubyte.gz")
                        .toString()),
                "data.train");
    }

    /** Every third pixel that is not at an end is 2 brighter or darker. */
    private static Row noised(Row row) {
        byte[] pixels = row.<byte[]>getAs(0).clone();
        for (int i = 0; i < pixels.length; i += 3) {
            int pixel = pixels[i] & 0xFF;
            pixels[i] = (byte) (pixel > 2 && pixel < 253 && i % 2 == 0 ? pixel - 2 : Math.min(255, pixel + 2));
        }
        return RowFactory.create(pixels, row.get(1), row.get(2));
    }

    @Test
    @Tag("mails")
    void mailsInWhichAWordWasChangedAreFound() {
        assumeTrue(Files.exists(Home.path("examples/data/spam/spam.jsonl.gz")));
        Dataset<Row> mails = SparkExtension.session()
                .read()
                .json(Home.path("examples/data/spam/spam.jsonl.gz").toString())
                .select("id", "label", "subject", "body")
                .where("length(body) between 1500 and 3000")
                .dropDuplicates("body");
        Dataset<Row> training = mails.where("pmod(crc32(id), 5) <> 0");
        Dataset<Row> test = mails.where("pmod(crc32(id), 5) = 0");
        Dataset<Row> changed = training.where("pmod(crc32(id), 20) = 1")
                .withColumn("body", regexp_replace(col("body"), "^(\\s*\\S+\\s+)\\S+", "$1Kindling"))
                .withColumn("subject", lit("Changed"));

        double before = number(audit(training, test), "near_duplicates", "leaking_test");
        double after = number(audit(training, test.union(changed)), "near_duplicates", "leaking_test");

        assertThat(changed.count()).isGreaterThan(20);
        assertThat(after - before).isGreaterThan(0.9 * changed.count());
    }

    private static AuditReport audit(Dataset<Row> training, Dataset<Row> test) {
        return PlantedRows.audit(training, test, "label", Treatment.UNKNOWN, "id");
    }
}
