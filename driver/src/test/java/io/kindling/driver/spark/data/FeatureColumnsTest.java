package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class FeatureColumnsTest {
    @Test
    void numbersBooleansArraysAndBytesLieOneBehindTheOther(SparkSession spark) {
        Tables.create(
                spark,
                "kinds",
                "t, s, l, d, f, b, a, x, y",
                "(1Y, 2S, 3L, 4.5BD, 5.25F, true, array(6, 7), X'08FF', 0.5D)");
        PreparedData data = prepare(spark, DataConfigs.table("kinds").label("y"), 10);
        assertThat(rows(data).get(0).features()).containsExactly(1f, 2f, 3f, 4.5f, 5.25f, 1f, 6f, 7f, 8f, 255f);
        assertThat(rows(data).get(0).target()).isEqualTo(0.5f);
        assertThat(data.pipeline().layout().storage()).isEqualTo(FeatureStorage.FLOAT);
    }

    @Test
    void arraysOfFloatsAreTheSameAsArraysOfDoubles(SparkSession spark) {
        Tables.create(
                spark,
                "doubles",
                "x, v, y",
                "(1D, array(0.1D, -2.5D, 1e-40D), 0), (2D, array(3D, null, 7D), 1), (3D, array(1D, 2D, double('NaN')), 2),"
                        + " (4D, null, 3), (5D, array(1e39D, 5D, 6D), 4)");
        spark.table("doubles")
                .withColumn("v", functions.expr("cast(v as array<float>)"))
                .createOrReplaceTempView("floats");
        List<List<Float>> ofDoubles = byLabel(prepare(spark, kept("doubles"), 4));
        assertThat(ofDoubles).hasSize(5);
        assertThat(ofDoubles.get(0)).containsExactly(1f, 0.1f, -2.5f, 1e-40f);
        assertThat(ofDoubles.get(1)).containsExactly(2f, 3f, 0f, 7f);
        assertThat(byLabel(prepare(spark, kept("floats"), 4))).isEqualTo(ofDoubles);
    }

    private static DataConfigs kept(String table) {
        return DataConfigs.table(table).label("y").columns("x", "v").invalid(Invalid.KEEP);
    }

    /** In the order of their labels, as the keys are of other types. */
    private static List<List<Float>> byLabel(PreparedData data) {
        return rows(data).stream()
                .sorted(Comparator.comparingDouble(GatheredRow::target))
                .map(GatheredRow::features)
                .toList();
    }

    @Test
    void numbersSideBySideWithSomeMissingOrInfiniteAreKeptAsZero(SparkSession spark) {
        Tables.create(
                spark,
                "gaps",
                "a, b, c, y",
                "(1D, 2D, 3D, 0), (null, 2D, 3D, 1), (1D, double('NaN'), 3D, 2), (1D, 2D, -1e300D, 3), (4D, 5D, 6D, 4)");
        DataConfigs config = DataConfigs.table("gaps").label("y").invalid(Invalid.KEEP);
        assertThat(byLabel(prepare(spark, config, 3)))
                .containsExactly(
                        List.of(1f, 2f, 3f),
                        List.of(0f, 2f, 3f),
                        List.of(1f, 0f, 3f),
                        List.of(1f, 2f, 0f),
                        List.of(4f, 5f, 6f));
    }

    @Test
    void picturesStayBytesAndAreScaledWhenGathered(SparkSession spark) {
        DataConfigs config = DataConfigs.of(Tables.mnist()).scale(1 / 255.0);
        PreparedData data =
                DataPlan.of(spark, config.build(), TargetSpec.classIndex(10), 1).prepare(Shape.of(1, 28, 28), 2);
        assertThat(data.train().rows()).isEqualTo(10_000);
        assertThat(data.pipeline().layout().storage()).isEqualTo(FeatureStorage.BYTE);
        List<GatheredRow> rows = rows(data);
        double sum = 0;
        for (GatheredRow row : rows) {
            for (float x : row.features()) {
                sum += x;
            }
        }
        // The mean of the test pictures, as published with many MNIST programs.
        assertThat(sum / 7_840_000).isBetween(0.1324, 0.1326);
        assertThat(rows.stream().filter(row -> row.target() == 7)).hasSize(1028);
        data.unpersist();
    }

    @Test
    void wideSparseVectorsStaySparseAndAreGatheredDense(SparkSession spark) {
        StructType schema = new StructType().add("v", SQLDataTypes.VectorType()).add("y", DataTypes.IntegerType);
        spark.createDataFrame(
                        List.of(
                                RowFactory.create(Vectors.sparse(300, new int[] {3, 299}, new double[] {1.5, -2}), 0),
                                RowFactory.create(Vectors.sparse(300, new int[] {}, new double[] {}), 1)),
                        schema)
                .createOrReplaceTempView("sparse");
        PreparedData data = prepare(spark, DataConfigs.table("sparse").label("y"), 300);
        assertThat(data.pipeline().layout().storage()).isEqualTo(FeatureStorage.SPARSE);
        GatheredRow first =
                rows(data).stream().filter(row -> row.target() == 0).findFirst().orElseThrow();
        assertThat(first.feature(3)).isEqualTo(1.5f);
        assertThat(first.feature(299)).isEqualTo(-2f);
        assertThat(first.features().stream().filter(x -> x != 0)).hasSize(2);
    }

    @Test
    void hashedWordsOfManyColumnsTakeThePlaceOfTheirOwnAlone(SparkSession spark) {
        Tables.create(spark, "texts", "words, n, y", "(split('a b c a', ' '), 3D, 0D)", "(array('b'), 0D, 1D)");
        String hashing = "[{'HashingTF': {'inputCol': 'words', 'outputCol': 'hashed', 'numFeatures': 262144}}]";
        DataConfigs config = DataConfigs.table("texts").label("y").transformers(hashing);
        PreparedData data = prepare(spark, config.log1p(), 262_145);
        assertThat(data.pipeline().layout().storage()).isEqualTo(FeatureStorage.SPARSE);
        long bytes = data.train().collectLocal().stream()
                .mapToLong(shard -> ((PackedShard) shard).features().bytes())
                .sum();
        // Two shards: three starts each at most; four numbers in one row, one in the other.
        assertThat(bytes).isLessThanOrEqualTo(4 * (6 + 2 * 5));
        GatheredRow first =
                rows(data).stream().filter(row -> row.target() == 0).findFirst().orElseThrow();
        assertThat(first.features().stream().filter(x -> x != 0).sorted())
                .containsExactly((float) Math.log(2), (float) Math.log(2), (float) Math.log(3), (float) Math.log(4));
        assertThat(first.feature(0)).isEqualTo((float) Math.log(4));
    }

    @Test
    void sparseAndDenseVectorsOfAColumnAreTheSame(SparkSession spark) {
        StructType schema = new StructType().add("v", SQLDataTypes.VectorType()).add("y", DataTypes.DoubleType);
        double[] numbers = new double[300];
        numbers[3] = 1.5;
        numbers[299] = -2;
        spark.createDataFrame(
                        List.of(
                                RowFactory.create(Vectors.dense(numbers), 1.0),
                                RowFactory.create(
                                        Vectors.sparse(300, new int[] {3, 7, 299}, new double[] {1.5, 0, -2}), 1.0),
                                RowFactory.create(Vectors.sparse(300, new int[] {}, new double[] {}), 0.0),
                                RowFactory.create(Vectors.sparse(300, new int[] {}, new double[] {}), 0.0)),
                        schema)
                .createOrReplaceTempView("mixed");
        DataConfigs config = DataConfigs.table("mixed").label("y");
        List<GatheredRow> rows = rows(prepare(spark, config, 300)).stream()
                .filter(row -> row.target() == 1)
                .toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).features()).isEqualTo(rows.get(1).features());
        assertThat(rows.get(0).feature(299)).isEqualTo(-2f);
        // Missing in a sparse shard: 0 after scaling, and not counted for the mean.
        spark.sql("SELECT * FROM mixed UNION ALL SELECT null, 5D").createOrReplaceTempView("mixed_gaps");
        PreparedData kept = prepare(
                spark, DataConfigs.table("mixed_gaps").label("y").standardize().invalid(Invalid.KEEP), 300);
        assertThat(kept.pipeline().layout().storage()).isEqualTo(FeatureStorage.SPARSE);
        GatheredRow missing =
                rows(kept).stream().filter(row -> row.target() == 5).findFirst().orElseThrow();
        assertThat(missing.features()).containsOnly(0f);
    }

    @Test
    void libsvmFilesNameTheirLabelAndFeatures(SparkSession spark, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("rows.libsvm"), "1 1:0.5 3:2\n0 2:1\n");
        DataConfigs config = DataConfigs.of(SourceConfig.files("libsvm", file.toString()));
        PreparedData data =
                DataPlan.of(spark, config.build(), TargetSpec.classIndex(2), 1).prepare(Shape.of(3), 1);
        assertThat(rows(data))
                .extracting(GatheredRow::features)
                .containsExactlyInAnyOrder(List.of(0.5f, 0f, 2f), List.of(0f, 1f, 0f));
    }

    @Test
    void numericClassesAreToldByValueOrByIndex(SparkSession spark) {
        Tables.create(spark, "grades", "x, y", "(1, 3)", "(2, 8)", "(3, 5)");
        DataConfigs byValue = DataConfigs.table("grades").label(new LabelConfig("y", false, List.of("3", "5", "8")));
        PreparedData data =
                DataPlan.of(spark, byValue.build(), TargetSpec.classIndex(3), 1).prepare(Shape.of(1), 1);
        assertThat(rows(data))
                .allSatisfy(row ->
                        assertThat(row.target()).isEqualTo(row.feature(0) == 1 ? 0f : row.feature(0) == 2 ? 2f : 1f));
        DataConfigs byIndex = DataConfigs.table("grades")
                .columns("y")
                .label(new LabelConfig("x", false, List.of("a", "b", "c", "d")));
        data = DataPlan.of(spark, byIndex.build(), TargetSpec.classIndex(4), 1).prepare(Shape.of(1), 1);
        assertThat(rows(data)).extracting(GatheredRow::target).containsExactlyInAnyOrder(1f, 2f, 3f);
    }

    @Test
    void anArrayIsSeveralTargets(SparkSession spark) {
        Tables.create(spark, "several", "x, y", "(1, array(0.5D, 2D))");
        PreparedData data = DataPlan.of(
                        spark, DataConfigs.table("several").label("y").build(), TargetSpec.numbers(2), 1)
                .prepare(Shape.of(1), 1);
        assertThat(rows(data).get(0).targets()).containsExactly(0.5f, 2f);
    }

    @Test
    void logarithmComesBeforeScaling(SparkSession spark) {
        Tables.create(spark, "logs", "x, y", "(0D, 1D)", "(1D, 2D)");
        PreparedData data =
                prepare(spark, DataConfigs.table("logs").label("y").log1p().scale(2), 1);
        assertThat(rows(data).stream().map(row -> row.feature(0)))
                .containsExactlyInAnyOrder(0f, 2 * (float) Math.log(2));
    }

    @Test
    void standardisingFitsTheTrainingPartAlone(SparkSession spark) {
        Tables.create(spark, "fits", "x, y, v", "(1D, 10D, false)", "(3D, 30D, false)", "(100D, 1000D, true)");
        DataConfigs config = DataConfigs.table("fits")
                .label(new LabelConfig("y", true, List.of()))
                .validation(ValidationConfig.column("v"))
                .standardize();
        PreparedData data = prepare(spark, config, 1);
        assertThat(rows(data)).extracting(row -> row.feature(0)).containsExactlyInAnyOrder(-1f, 1f);
        GatheredRow held = GatheredRow.all(data.validation().orElseThrow(), data.pipeline())
                .get(0);
        assertThat(held.feature(0)).isEqualTo(98f);
        assertThat(held.target()).isEqualTo(98f);
        assertThat(data.pipeline().targetScaling().invert(98f, 0)).isEqualTo(1000f);
    }

    @Test
    void missingCellsAreSkippedOrKeptAsTheMean(SparkSession spark) {
        Tables.create(
                spark, "gaps", "x, z, y", "(1D, 1D, 0D)", "(3D, 1D, 0D)", "(null, 1D, 0D)", "(double('nan'), 1D, 0D)");
        DataConfigs config = DataConfigs.table("gaps").label("y").standardize();
        PreparedData skipped = prepare(spark, config.invalid(Invalid.SKIP), 2);
        assertThat(skipped.train().rows()).isEqualTo(2);
        assertThat(skipped.skipped()).isEqualTo(2);
        PreparedData kept = prepare(spark, config.invalid(Invalid.KEEP), 2);
        assertThat(rows(kept)).extracting(row -> row.feature(0)).containsExactlyInAnyOrder(-1f, 1f, 0f, 0f);
    }

    @Test
    void rowsHaveTheirWeights(SparkSession spark) {
        Tables.create(spark, "weights", "x, y, w", "(1, 1D, 0.5D)", "(2, 1D, 0D)");
        PreparedData data =
                prepare(spark, DataConfigs.table("weights").label("y").weight("w"), 1);
        assertThat(rows(data)).extracting(GatheredRow::weight).containsExactlyInAnyOrder(0.5f, 0f);
    }

    private static PreparedData prepare(SparkSession spark, DataConfigs config, int width) {
        return DataPlan.of(spark, config.build(), TargetSpec.numbers(1), 1).prepare(Shape.of(width), 2);
    }

    private static List<GatheredRow> rows(PreparedData data) {
        return GatheredRow.all(data.train(), data.pipeline());
    }
}
