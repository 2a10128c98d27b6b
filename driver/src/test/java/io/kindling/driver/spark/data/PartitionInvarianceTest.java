package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.driver.spark.data.source.SourceReader;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class PartitionInvarianceTest {
    @Test
    void theSameRowsInOneTwoOrSevenPartitionsGiveTheSameShards(SparkSession spark) {
        Dataset<Row> diamonds = new SourceReader(spark)
                .read(Tables.diamonds(), "data.train")
                .where("id <= 6000")
                .cache();
        List<GatheredRow> inOne = inPartitions(diamonds, 1, null);
        assertThat(inOne).hasSizeBetween(5200, 5600);
        assertThat(inPartitions(diamonds, 2, null)).isEqualTo(inOne);
        assertThat(inPartitions(diamonds, 7, null)).isEqualTo(inOne);
    }

    @Test
    void theSameRankedRowsInOneOrSevenPartitionsGiveTheSameShards(SparkSession spark) {
        Dataset<Row> diamonds = new SourceReader(spark)
                .read(Tables.diamonds(), "data.train")
                .where("id <= 2000")
                .cache();
        assertThat(inPartitions(diamonds, 7, "price")).isEqualTo(inPartitions(diamonds, 1, "price"));
    }

    @Test
    void theFingerprintFollowsFromTheRowsAndTheShardsAlone(SparkSession spark) {
        Dataset<Row> diamonds = new SourceReader(spark)
                .read(Tables.diamonds(), "data.train")
                .where("id <= 2000")
                .cache();
        String fingerprint = fingerprint(diamonds.repartition(1), 3);
        assertThat(fingerprint).hasSize(64);
        assertThat(fingerprint(diamonds.repartition(7), 3)).isEqualTo(fingerprint);
        assertThat(fingerprint(diamonds.repartition(7), 2)).isNotEqualTo(fingerprint);
        assertThat(fingerprint(diamonds.where("id <= 1999"), 3)).isNotEqualTo(fingerprint);
        Dataset<Row> oneCell = diamonds.withColumn("carat", functions.expr("IF(id = 77, carat + 0.01, carat)"));
        assertThat(fingerprint(oneCell, 3)).isNotEqualTo(fingerprint);
    }

    private static String fingerprint(Dataset<Row> rows, int shards) {
        rows.createOrReplaceTempView("diamonds_to_tell_apart");
        DataConfigs config =
                DataConfigs.table("diamonds_to_tell_apart").label("price").columns("carat", "depth");
        PreparedData data = DataPlan.of(rows.sparkSession(), config.build(), TargetSpec.numbers(1), 1)
                .prepare(Shape.of(2), shards);
        data.unpersist();
        return data.train().fingerprint();
    }

    @Test
    void rowsLieSortedByKeyAndSpreadEvenlyOverTheShards(SparkSession spark) {
        PreparedData data = DataPlan.of(
                        spark,
                        DataConfigs.of(Tables.spambase())
                                .label("type")
                                .exclude("id")
                                .build(),
                        TargetSpec.classIndex(2),
                        1)
                .prepare(Shape.of(57), 4);
        assertThat(data.train().rows()).isEqualTo(4601);
        assertThat(data.train().rowsPerShard()).hasSize(4);
        for (long rows : data.train().rowsPerShard()) {
            assertThat(rows).isBetween(1000L, 1300L);
        }
        for (int shard = 0; shard < 4; shard++) {
            int s = shard;
            assertThat(GatheredRow.all(data.train(), data.pipeline()).stream()
                            .filter(row -> row.shard() == s)
                            .map(GatheredRow::key)
                            .toList())
                    .isSorted();
        }
        assertThat(data.pipeline().classes()).containsExactly("nonspam", "spam");
    }

    /** Everything of the training part, standardised, with transformers. */
    private static List<GatheredRow> inPartitions(Dataset<Row> rows, int partitions, String orderBy) {
        rows.repartition(partitions).createOrReplaceTempView("diamonds_in_partitions");
        DataConfigs config = DataConfigs.table("diamonds_in_partitions")
                .label(new LabelConfig("price", true, List.of()))
                .exclude("id")
                .standardize()
                .validation(ValidationConfig.fraction(0.1))
                .transformers("[{'StringIndexer': {'inputCols': ['cut', 'color'], 'outputCols': ['c', 'd']}},"
                        + " {'OneHotEncoder': {'inputCols': ['c', 'd'], 'outputCols': ['cc', 'dd']}}]")
                .columns("carat", "depth", "table", "x", "y", "z", "cc", "dd");
        if (orderBy != null) {
            config.orderBy(orderBy);
        }
        PreparedData data = DataPlan.of(rows.sparkSession(), config.build(), TargetSpec.numbers(1), 1)
                .prepare(Shape.of(16), 3);
        List<GatheredRow> all = GatheredRow.all(data.train(), data.pipeline());
        data.unpersist();
        return all;
    }
}
