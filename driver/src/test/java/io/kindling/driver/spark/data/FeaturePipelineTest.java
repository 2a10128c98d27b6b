package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.driver.spark.data.source.SourceReader;
import io.kindling.kernels.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class FeaturePipelineTest {
    @Test
    void aSavedPipelineGivesTheSameFeaturesAndNeedsNoLabel(SparkSession spark, @TempDir Path folder) {
        // Blanks and percent signs are for Hadoop's paths what they are for ours.
        Path directory = folder.resolve("my runs 100%");
        Dataset<Row> diamonds =
                new SourceReader(spark).read(Tables.diamonds(), "data.train").where("id <= 500");
        diamonds.createOrReplaceTempView("some_diamonds");
        DataConfig config = DataConfigs.table("some_diamonds")
                .label(new LabelConfig("price", true, List.of()))
                .exclude("id", "clarity")
                .standardize()
                .log1p()
                .transformers("[{'StringIndexer': {'inputCols': ['cut', 'color'], 'outputCols': ['c', 'd']}},"
                        + " {'OneHotEncoder': {'inputCols': ['c', 'd'], 'outputCols': ['cc', 'dd']}}]")
                .build();
        PreparedData data = DataPlan.of(spark, config, TargetSpec.numbers(1), 1).prepare(Shape.of(16), 2);
        data.pipeline().save(Location.of(directory));

        FeaturePipeline loaded = FeaturePipeline.load(spark, Location.of(directory));
        List<GatheredRow> trained = GatheredRow.all(data.train(), data.pipeline());
        assertThat(GatheredRow.all(loaded.shards(diamonds, 2), loaded)).isEqualTo(trained);

        Dataset<Row> unlabelled = diamonds.drop("price", "id");
        assertThat(GatheredRow.predictable(loaded, unlabelled, 64))
                .isEqualTo(GatheredRow.predictable(data.pipeline(), unlabelled, 64))
                .hasSize(500);
        assertThat(GatheredRow.predictable(loaded, unlabelled, 64).stream().map(GatheredRow::features))
                .containsExactlyInAnyOrderElementsOf(
                        trained.stream().map(GatheredRow::features).toList());
        assertThatThrownBy(() -> loaded.append(unlabelled.drop("cut")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The model's columns: there is no column \"cut\" in the data");
    }

    @Test
    void classesAndTheirOrderAreSaved(SparkSession spark, @TempDir Path directory) {
        DataConfig config = DataConfigs.of(Tables.spambase())
                .label(new LabelConfig("type", false, List.of("spam", "nonspam")))
                .exclude("id")
                .validation(ValidationConfig.fraction(0.2))
                .build();
        PreparedData data = DataPlan.of(spark, config, TargetSpec.binary(1), 1).prepare(Shape.of(57), 2);
        data.pipeline().save(Location.of(directory));
        FeaturePipeline loaded = FeaturePipeline.load(spark, Location.of(directory));
        assertThat(loaded.classes()).containsExactly("spam", "nonspam");
        assertThat(loaded.label()).isEqualTo("type");
        assertThat(loaded.inputs()).hasSize(57);
        assertThat(loaded.width()).isEqualTo(57);
        Dataset<Row> all = new SourceReader(spark).read(Tables.spambase(), "data.train");
        long spam = GatheredRow.all(loaded.shards(all, 3), loaded).stream()
                .filter(row -> row.target() == 0)
                .count();
        assertThat(spam).isEqualTo(all.where("type = 'spam'").count());
    }
}
