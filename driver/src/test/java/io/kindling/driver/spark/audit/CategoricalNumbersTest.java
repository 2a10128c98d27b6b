package io.kindling.driver.spark.audit;

import static io.kindling.driver.spark.audit.AuditedRuns.find;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.audit.AuditReport;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class CategoricalNumbersTest {
    @Test
    void airportsByNumberAreNoAmounts() {
        Column number = pmod(xxhash64(col("origin")), lit(60));
        AuditReport report = AuditedRows.relations(
                AuditedRows.flights().withColumn("origin", number), "distance", false, "id", "date", "destination");
        assertThat(find(report, "categorical_numbers", "origin").orElseThrow().advice())
                .contains("OneHotEncoder");
    }

    @Test
    void wholeCaratsAre() {
        Column tenths = round(col("carat").multiply(10));
        AuditReport report = AuditedRows.relations(
                AuditedRows.csv("diamonds/diamonds.csv.gz").withColumn("carat", tenths), "price", false, "id");
        assertThat(find(report, "categorical_numbers")).isEmpty();
    }
}
