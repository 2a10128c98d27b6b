package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are read in batches of columns become the same shards, and the same messages, as rows read one by one. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class BatchedRowsTest {
    private static final int ROWS = 3000;
    private static final TargetSpec THREE = TargetSpec.classIndex(3);

    @TempDir
    private Path folder;

    private SparkSession inBatches;
    private SparkSession oneByOne;

    @BeforeEach
    void twoSessions(SparkSession session) {
        inBatches = session;
        oneByOne = session.newSession();
        oneByOne.conf().set("spark.sql.parquet.enableVectorizedReader", "false");
        oneByOne.conf().set("spark.sql.orc.enableVectorizedReader", "false");
    }

    private String written(String format, String... columns) {
        String path = folder.resolve(format).toString();
        inBatches
                .range(0, ROWS, 1, 3)
                .selectExpr(columns)
                .write()
                .format(format)
                .save(path);
        return path;
    }

    private void assertSame(DataConfigs config, int width) {
        List<GatheredRow> rows = gathered(inBatches, config, width, true);
        assertThat(rows).isNotEmpty().isEqualTo(gathered(oneByOne, config, width, false));
    }

    private static List<GatheredRow> gathered(SparkSession spark, DataConfigs config, int width, boolean batched) {
        return gathered(DataPlan.of(spark, config.build(), THREE, 1), width, batched);
    }

    private static List<GatheredRow> gathered(DataPlan plan, int width, boolean batched) {
        List<GatheredRow> all = new ArrayList<>();
        List<String> plans = new ArrayList<>();
        PreparedData data = plan.prepare(Shape.of(width), 3);
        all.addAll(GatheredRow.all(data.train(), data.pipeline()));
        data.validation().ifPresent(rows -> all.addAll(GatheredRow.all(rows, data.pipeline())));
        plans.add(data.train().shards().toDebugString());
        data.validation().ifPresent(rows -> plans.add(rows.shards().toDebugString()));
        data.unpersist();
        assertThat(plans).allMatch(lineage -> lineage.contains("at BatchScan.java") == batched);
        return all;
    }

    private static DataConfigs config(String format, String path) {
        return DataConfigs.of(SourceConfig.files(format, path)).label("label").exclude("id");
    }

    @Test
    void numbersOfEveryType() {
        String path = written(
                "parquet",
                "id",
                "id % 2 = 0 AS a",
                "CAST(id % 100 AS byte) AS b",
                "CAST(id AS short) AS c",
                "CAST(id * 77777 AS int) AS d",
                "id * 77777777777777 + 1 AS e",
                "CAST(IF(id % 3 = 0, -0.0, id / 7) AS float) AS f",
                "IF(id % 5 = 0, -0.0D, id / 7D) AS g",
                "CAST(id % 3 AS int) AS label");
        assertSame(config("parquet", path), 7);
    }

    @Test
    void arraysOfFloatsAndDoublesBesideNumbers() {
        String path = written(
                "parquet",
                "id",
                "transform(sequence(0, 36), i -> CAST(id * i / 7 AS float)) AS a",
                "transform(sequence(0, 10), i -> id * i / 7D) AS b",
                "CAST(id AS double) AS c",
                "IF(id % 3 = 0, 'red', IF(id % 3 = 1, 'green', 'blüe')) AS label");
        assertSame(config("parquet", path), 49);
    }

    @Test
    void vectorsOfWhichSomeAreSparse() {
        String path = folder.resolve("vectors").toString();
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("features", SQLDataTypes.VectorType())
                .add("label", DataTypes.IntegerType);
        inBatches
                .createDataFrame(inBatches.range(0, ROWS, 1, 3).javaRDD().map(BatchedRowsTest::denseOrSparse), schema)
                .write()
                .parquet(path);
        assertSame(config("parquet", path), 5);
    }

    private static Row denseOrSparse(long id) {
        double[] numbers = {id, 0, id / 7.0, -0.0, 1};
        Vector dense = Vectors.dense(numbers);
        return RowFactory.create(id, id % 4 == 0 ? dense.toSparse() : dense, (int) (id % 3));
    }

    @Test
    void bytes() {
        String path =
                written("parquet", "id", "encode(lpad(CAST(id AS string), 19, 'x'), 'utf-8') AS a", "id % 3 AS label");
        assertSame(config("parquet", path), 19);
    }

    @Test
    void bytesAmongFloatsAreReadOneByOne() {
        String path = written(
                "parquet",
                "id",
                "encode(lpad(CAST(id AS string), 4, 'x'), 'utf-8') AS a",
                "id / 7D AS b",
                "id % 3 AS label");
        for (DataConfigs config : List.of(
                config("parquet", path), config("parquet", path).columns("a").invalid(Invalid.KEEP))) {
            int width = config.build().columns().isEmpty() ? 5 : 4;
            assertThat(gathered(inBatches, config, width, false))
                    .hasSize(ROWS)
                    .isEqualTo(gathered(oneByOne, config, width, false));
        }
    }

    @Test
    void arraysOfOrcFiles() {
        String path = written(
                "orc",
                "id",
                "transform(sequence(0, 4), i -> IF((id + i) % 19 = 0, null, CAST(id * i / 7 AS float))) AS a",
                "transform(sequence(0, 2), i -> id * i / 7D) AS b",
                "id % 3 AS label");
        assertSame(config("orc", path).invalid(Invalid.SKIP), 8);
    }

    @Test
    void aConditionSeesTheSessionsSettings() {
        String path =
                written("parquet", "id", "id / 7D AS a", "concat('2020-1-', id % 28 + 1) AS day", "id % 3 AS label");
        DataConfigs config = DataConfigs.of(
                        SourceConfig.files("parquet", path).withWhere("to_date(day, 'yyyy-MM-dd') > '2020-01-05'"))
                .label("label")
                .columns("a");
        inBatches.conf().set("spark.sql.legacy.timeParserPolicy", "LEGACY");
        try {
            assertSame(config, 1);
        } finally {
            inBatches.conf().unset("spark.sql.legacy.timeParserPolicy");
        }
    }

    @Test
    void moreColumnsThanSparkReadsInBatchesByItself() {
        String[] columns = IntStream.range(0, 302)
                .mapToObj(
                        i -> i == 0 ? "id" : i == 1 ? "id % 3 AS label" : "CAST(id * " + i + " / 7 AS float) AS n" + i)
                .toArray(String[]::new);
        assertSame(config("parquet", written("parquet", columns)), 300);
    }

    @Test
    void orcFilesWithWeights() {
        String path = written("orc", "id", "id / 7D AS a", "CAST(id AS float) AS b", "id % 3 AS label", "id + 1 AS w");
        assertSame(config("orc", path).weight("w"), 2);
    }

    @Test
    void foldersThatAreColumns() {
        String path = folder.resolve("folders").toString();
        inBatches
                .range(0, ROWS, 1, 3)
                .selectExpr("id", "id / 7D AS a", "id % 3 AS label", "id % 5 AS fifth")
                .write()
                .partitionBy("fifth", "label")
                .parquet(path);
        assertSame(config("parquet", path), 2);
        assertSame(
                DataConfigs.of(SourceConfig.files("parquet", path).withWhere("fifth > 2"))
                        .label("label")
                        .exclude("id"),
                2);
    }

    @Test
    void cachedRowsOfNumbers() {
        String path = written("parquet", "id", "id / 7D AS a", "CAST(id AS int) AS b", "id % 3 AS label");
        DataConfigs config = config("parquet", path);
        List<GatheredRow> expected = gathered(oneByOne, config, 2, false);
        Dataset<Row> cached = inBatches.read().parquet(path).cache();
        assertThat(cached.count()).isEqualTo(ROWS);
        assertThat(gathered(DataPlan.of(cached, config.build(), THREE, 1), 2, true))
                .isEqualTo(expected);
        cached.unpersist();
    }

    @Test
    void splitByFractionAndCondition() {
        String path = written("parquet", "id", "id / 7D AS a", "IF(id % 9 = 0, null, id) AS b", "id % 3 AS label");
        DataConfigs config = DataConfigs.of(SourceConfig.files("parquet", path).withWhere("id % 4 <> 1 AND a > 10"))
                .label("label")
                .exclude("id")
                .invalid(Invalid.SKIP);
        assertSame(config.validation(ValidationConfig.fraction(0.3)), 2);
        assertSame(config.validation(ValidationConfig.where("id % 4 = 2")), 2);
    }

    @Test
    void missingCellsAreSkippedOrKept() {
        String path = written(
                "parquet",
                "id",
                "IF(id % 11 = 0, null, IF(id % 13 = 0, double('infinity'), id / 7D)) AS a",
                "IF(id % 17 = 0, null, transform(sequence(0, 4), i -> IF((id + i) % 19 = 0, null, CAST(i AS float)))) AS b",
                "id % 3 AS label");
        assertSame(config("parquet", path).invalid(Invalid.KEEP), 6);
        assertSame(config("parquet", path).invalid(Invalid.SKIP), 6);
        assertThat(skipped(inBatches, path)).isEqualTo(skipped(oneByOne, path)).isPositive();
    }

    private static long skipped(SparkSession spark, String path) {
        PreparedData data = DataPlan.of(
                        spark, config("parquet", path).invalid(Invalid.SKIP).build(), THREE, 1)
                .prepare(Shape.of(6), 3);
        data.unpersist();
        return data.skipped();
    }

    @Test
    void aBadRowIsNamedAsItIsWithoutBatches() {
        String path = written(
                "parquet",
                "id",
                "IF(id = 1234, double('nan'), id / 7D) AS a",
                "transform(sequence(0, IF(id = 2300, 5, 4)), i -> CAST(i AS float)) AS b",
                "IF(id = 2500, 7, id % 3) AS another",
                "id % 3 AS label");
        DataConfigs config = config("parquet", path);
        assertThat(message(inBatches, config.columns("a")))
                .isEqualTo(message(oneByOne, config))
                .startsWith("Column \"a\" row ")
                .contains("is NaN");
        assertThat(message(inBatches, config.columns("b")))
                .isEqualTo(message(oneByOne, config))
                .startsWith("Column \"b\" row ")
                .contains("holds 6 numbers");
        assertThat(message(inBatches, config.columns("id").label("another")))
                .isEqualTo(message(oneByOne, config))
                .startsWith("Column \"another\" row ")
                .contains("is 7");
    }

    private static String message(SparkSession spark, DataConfigs config) {
        Throwable thrown = catchThrowable(() -> {
            DataPlan plan = DataPlan.of(spark, config.build(), THREE, 1);
            plan.prepare(
                    Shape.of(plan.features().stream()
                            .mapToInt(name -> name.equals("b") ? 5 : 1)
                            .sum()),
                    3);
        });
        assertThat(thrown).isInstanceOf(UserException.class);
        return thrown.getMessage();
    }

    @Test
    void rowsThatAreRankedOrTransformedAreReadOneByOne() {
        String path = written("parquet", "id", "id / 7D AS a", "id % 3 AS label");
        assertThat(gathered(inBatches, config("parquet", path).orderBy("id"), 1, false))
                .hasSize(ROWS);
        assertThat(gathered(inBatches, config("parquet", path).log1p(), 1, false))
                .hasSize(ROWS);
        String twice = "[{'SQLTransformer': {'statement': 'SELECT *, 2 * a AS b FROM __THIS__'}}]";
        assertThat(gathered(
                        inBatches, config("parquet", path).transformers(twice).columns("b"), 1, false))
                .hasSize(ROWS);
    }

    @Test
    void theSessionKeepsItsSettings() {
        String before = settings();
        assertSame(config("parquet", written("parquet", "id", "id / 7D AS a", "id % 3 AS label")), 1);
        assertThat(settings()).isEqualTo(before);
    }

    private String settings() {
        return List.of("spark.sql.codegen.maxFields", "spark.sql.parquet.columnarReaderBatchSize").stream()
                .map(inBatches.conf()::get)
                .collect(Collectors.joining(" "));
    }
}
