package io.kindling.driver.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.InternalRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every step here looks at all rows of a partition before it gives the first one in a row that it overwrites, and adds its place from the end. */
@ExtendWith(SparkExtension.class)
class InternalRowMapTest {
    private static final StructField PLACE = new StructField(
            "place",
            DataTypes.LongType,
            false,
            new MetadataBuilder().putString("of", "the end").build());

    private static Iterator<JoinedRow> fromTheEnd(Iterator<InternalRow> rows) {
        List<InternalRow> all = new ArrayList<>();
        rows.forEachRemaining(row -> all.add(row.copy()));
        JoinedRow given = new JoinedRow();
        return IntStream.range(0, all.size())
                .mapToObj(i ->
                        given.apply(all.get(i), new GenericInternalRow(new Object[] {(long) all.size() - 1 - i})))
                .iterator();
    }

    private static Dataset<Row> extended(Dataset<Row> rows) {
        return InternalRowMap.of(
                rows, InternalRowMapTest::fromTheEnd, rows.schema().add(PLACE));
    }

    /** Of every type that a cell may have, null in every third row. */
    private static Dataset<Row> rows(SparkSession spark) {
        Dataset<Row> plain = spark.range(0, 100, 1, 2)
                .selectExpr(
                        "id",
                        "if(id % 3 = 0, null, cast(id as byte)) small",
                        "if(id % 3 = 0, null, id * 0.5) half",
                        "if(id % 3 = 0, null, cast(id as decimal(38, 10))) exact",
                        "if(id % 3 = 0, null, concat('row ', id)) words",
                        "if(id % 3 = 0, null, cast(concat('row ', id) as binary)) bytes",
                        "if(id % 3 = 0, null, date_add(date'2020-01-01', int(id))) day",
                        "if(id % 3 = 0, null, timestamp_millis(id * 1000000)) moment",
                        "if(id % 3 = 0, null, array('a', null, string(id))) several",
                        "if(id % 3 = 0, null, map(string(id), id)) named",
                        "if(id % 3 = 0, null, struct(id, array(id) as inner)) nested",
                        "if(id % 3 = 0, null, cast(id as float)) single",
                        "id % 2 = 0 even",
                        "if(id % 3 = 0, null, cast(id as short)) short",
                        "if(id % 3 = 0, null, timestamp_ntz'2020-01-01 00:00:00') moment_there",
                        "if(id % 3 = 0, null, make_dt_interval(int(id))) days",
                        "if(id % 3 = 0, null, make_ym_interval(int(id))) months",
                        "if(id % 3 = 0, null, parse_json(concat('[', id, ']'))) variant",
                        "if(id % 3 = 0, null, array(struct(id % 7 as a, string(id) as b))) pairs",
                        "if(id % 3 = 0, null, map('k', struct(string(id) as a, id as b))) by_key",
                        "null nothing",
                        "id * 1.0D x",
                        "id * 2.0D y");
        return new VectorAssembler()
                .setInputCols(new String[] {"x", "y"})
                .setOutputCol("vector")
                .transform(plain)
                .withColumn("vector", functions.expr("if(id % 3 = 0, null, vector)"));
    }

    @Test
    void cellsOfEveryTypeAreHandedOnAsTheyAre(SparkSession spark) {
        Dataset<Row> source = rows(spark);
        Dataset<Row> extended = extended(source);
        assertThat(extended.schema()).isEqualTo(source.schema().add(PLACE));
        assertThat(extended.drop("place").collectAsList()).isEqualTo(source.collectAsList());
        assertThat(extended.where("id < 50").select("place").as(Encoders.LONG()).collectAsList())
                .startsWith(49L, 48L)
                .endsWith(0L);
    }

    @Test
    void partsOfStructuresAreTheirOwn(SparkSession spark) {
        Dataset<Row> source = rows(spark);
        Dataset<Row> extended = extended(source);
        for (String part : List.of(
                "nested.inner",
                "nested.id",
                "pairs.b",
                "pairs[0].b",
                "by_key['k'].b",
                "by_key.k.a",
                "nested.inner[0]")) {
            assertThat(extended.selectExpr(part + " part", "id").orderBy("id").collectAsList())
                    .as(part)
                    .isEqualTo(source.selectExpr(part + " part", "id")
                            .orderBy("id")
                            .collectAsList());
        }
        assertThat(extended.groupBy("nested.id").count().orderBy("id").collectAsList())
                .isEqualTo(source.groupBy("nested.id").count().orderBy("id").collectAsList());
        assertThat(extended.where("nested.inner[0] > 50").count()).isEqualTo(32);
    }

    @Test
    void aRowMayBeLargerThanAPage(SparkSession spark) {
        Dataset<Row> large = spark.range(0, 7, 1, 1).selectExpr("id", "repeat('x', int(id * 700000)) words");
        RowBuffer buffer = new RowBuffer(large.schema());
        for (int round = 0; round < 2; round++) {
            buffer.clear();
            List<InternalRow> rows = InternalRows.first(large, 10);
            rows.forEach(buffer::add);
            for (int i = 0; i < 7; i++) {
                assertThat(buffer.get(i)).isEqualTo(rows.get(i));
            }
        }
    }

    @Test
    void theRowsAreAnyOtherRowsToSpark(SparkSession spark) {
        Dataset<Row> once = extended(rows(spark).select("id", "words"));
        Dataset<Row> twice = extended(once.withColumnRenamed("place", "first"));
        assertThat(twice.where("first = place").count()).isEqualTo(100);
        assertThat(extended(once.toDF("id", "words", "first"))
                        .where("first != place")
                        .count())
                .isZero();
        assertThat(once.join(once.toDF("id", "again", "there"), "id")
                        .where("place = there")
                        .count())
                .isEqualTo(100);
        assertThat(once.union(once).groupBy("place").count().where("count = 4").count())
                .isEqualTo(50);
        assertThat(once.orderBy("place").select("place").limit(2).collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactly(0L, 0L);
        assertThat(once.cache().count()).isEqualTo(100);
        once.unpersist();
    }

    @Test
    void nothingIsComputedBeforeItIsAskedFor(SparkSession spark) {
        Dataset<Row> failing = InternalRowMap.of(
                rows(spark),
                rows -> {
                    throw new IllegalStateException("asked for");
                },
                new StructType().add(PLACE));
        assertThat(failing.columns()).containsExactly("place");
        assertThatThrownBy(failing::count).hasStackTraceContaining("asked for");
    }
}
