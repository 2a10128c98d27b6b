package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SplitTest {
    private SparkSession spark;

    /** 1000 rows, in which each of 250 values of x comes four times. */
    @BeforeEach
    void createTable(SparkSession session) {
        spark = session;
        spark.range(0, 1000, 1, 2)
                .selectExpr("id", "id % 250 AS x", "id % 2 AS y", "id < 100 AS held_out")
                .createOrReplaceTempView("split");
    }

    @Test
    void aFractionKeepsEqualRowsOnOneSide() {
        PreparedData data = prepare(
                config().columns("x").validation(ValidationConfig.fraction(0.2)).build(), 1);
        assertThat(data.train().rows() + data.validation().orElseThrow().rows()).isEqualTo(1000);
        assertThat(data.validation().get().rows()).isBetween(120L, 280L);
        assertThat(values(data, data.train()))
                .doesNotContainAnyElementsOf(values(data, data.validation().get()));
    }

    @Test
    void theSeedDecidesAboutTheFraction() {
        DataConfig config =
                config().columns("x").validation(ValidationConfig.fraction(0.2)).build();
        PreparedData one = prepare(config, 1);
        PreparedData again = prepare(config, 1);
        PreparedData other = prepare(config, 2);
        assertThat(values(again, again.train())).isEqualTo(values(one, one.train()));
        assertThat(values(other, other.train())).isNotEqualTo(values(one, one.train()));
    }

    @Test
    void aColumnMarksTheValidationRows() {
        PreparedData data = prepare(
                config().columns("id")
                        .validation(ValidationConfig.column("held_out"))
                        .build(),
                1);
        assertThat(values(data, data.validation().orElseThrow())).hasSize(100).allMatch(x -> x < 100);
        assertThat(data.train().rows()).isEqualTo(900);
    }

    @Test
    void theColumnThatMarksTheValidationRowsIsNoFeature() {
        DataConfig config =
                config().validation(ValidationConfig.column("held_out")).build();
        assertThat(DataPlan.of(spark, config, TargetSpec.classIndex(2), 1).features())
                .containsExactly("id", "x");
    }

    @Test
    void aConditionMarksTheValidationRowsAndNullIsNotMet() {
        DataConfig config = config().columns("id")
                .validation(ValidationConfig.where("CASE WHEN id < 10 THEN true WHEN id < 20 THEN null END"))
                .build();
        PreparedData data = prepare(config, 1);
        assertThat(data.validation().orElseThrow().rows()).isEqualTo(10);
        assertThat(data.train().rows()).isEqualTo(990);
    }

    @Test
    void aSourceOfItsOwnIsTheValidationPart() {
        SourceConfig source = SourceConfig.table("split");
        DataConfig config = DataConfigs.of(source.withWhere("id % 5 <> 0"))
                .label("y")
                .columns("id")
                .validation(ValidationConfig.source(source.withWhere("id % 5 = 0")))
                .test(source.withWhere("id > 989"))
                .build();
        PreparedData data = prepare(config, 1);
        assertThat(data.train().rows()).isEqualTo(800);
        assertThat(data.validation().orElseThrow().rows()).isEqualTo(200);
        assertThat(data.test().orElseThrow().rows()).isEqualTo(10);
        assertThat(values(data, data.validation().get())).allMatch(x -> x % 5 == 0);
    }

    @Test
    void rankedRowsAreDealtToTheShardsInTheirOrder() {
        DataConfig config = DataConfigs.of(SourceConfig.table("split").withWhere("id < 11"))
                .label("y")
                .columns("id")
                .orderBy("id")
                .build();
        PreparedData data =
                DataPlan.of(spark, config, TargetSpec.classIndex(2), 1).prepare(Shape.of(1), 3);
        assertThat(data.train().rowsPerShard()).containsExactly(4, 4, 3);
        assertThat(GatheredRow.all(data.train(), data.pipeline()).stream().map(row -> row.feature(0)))
                .containsExactly(0f, 3f, 6f, 9f, 1f, 4f, 7f, 10f, 2f, 5f, 8f);
    }

    @Test
    void oneRowInManyShardsLeavesTheOthersEmpty() {
        DataConfig config = DataConfigs.of(SourceConfig.table("split").withWhere("id = 7"))
                .label("y")
                .columns("id")
                .build();
        PreparedData data =
                DataPlan.of(spark, config, TargetSpec.classIndex(2), 1).prepare(Shape.of(1), 5);
        assertThat(data.train().rows()).isEqualTo(1);
        assertThat(data.train().collectLocal()).hasSize(5);
    }

    @Test
    void aConditionThatLeavesNoRowStops() {
        DataConfig config = DataConfigs.of(SourceConfig.table("split").withWhere("id < 0"))
                .label("y")
                .columns("id")
                .build();
        assertThatThrownBy(() -> prepare(config, 1))
                .isInstanceOf(UserException.class)
                .hasMessage("There is no row in the training part, which data.train.where gives.");
    }

    private DataConfigs config() {
        return DataConfigs.table("split").label("y");
    }

    private PreparedData prepare(DataConfig config, long seed) {
        return DataPlan.of(spark, config, TargetSpec.classIndex(2), seed).prepare(Shape.of(1), 2);
    }

    private static Set<Float> values(PreparedData data, ShardedRows rows) {
        List<GatheredRow> all = GatheredRow.all(rows, data.pipeline());
        return all.stream().map(row -> row.feature(0)).collect(Collectors.toSet());
    }
}
