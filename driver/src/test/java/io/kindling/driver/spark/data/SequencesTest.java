package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.sequence.GlobalAvgPool1d;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SequencesTest {
    private SparkSession spark;

    @BeforeEach
    void takeSession(SparkSession session) {
        spark = session;
    }

    @ParameterizedTest
    @ValueSource(strings = {"array<int>", "array<bigint>", "array<smallint>"})
    void longSequencesAreCutAndShortOnesPadded(String type) {
        table("some", "t, y", "(array(7, 8, 9, 10), 1D)", "(array(5), 2D)", "(array(), 3D)", "(array(1, 0, 2), 4D)")
                .selectExpr("cast(t as " + type + ") t", "y")
                .createOrReplaceTempView("typed");
        PreparedData data = prepare(sequences("typed"));
        assertThat(data.pipeline().layout().storage()).isEqualTo(FeatureStorage.TOKENS);
        List<GatheredRow> rows = GatheredRow.all(data.train(), data.pipeline());
        assertThat(rows).hasSize(4);
        for (GatheredRow row : rows) {
            switch ((int) row.target()) {
                case 1 -> holds(row, 3, 7, 8, 9);
                case 2 -> holds(row, 1, 5, 0, 0);
                case 3 -> holds(row, 0, 0, 0, 0);
                default -> holds(row, 3, 1, 0, 2);
            }
        }
    }

    @Test
    void aMissingSequenceStopsIsSkippedOrHasNoLength() {
        table("gaps", "t, y", "(array(1), 1D)", "(null, 2D)", "(array(3, null), 3D)", "(array(4, 5), 4D)");
        assertThat(message(sequences("gaps")))
                .isEqualTo("Column \"t\" row 2 is null; set data.invalid: skip to drop such rows.");
        PreparedData skipped = prepare(sequences("gaps").invalid(Invalid.SKIP));
        assertThat(skipped.skipped()).isEqualTo(2);
        assertThat(skipped.train().rows()).isEqualTo(2);
        PreparedData kept = prepare(sequences("gaps").invalid(Invalid.KEEP));
        List<GatheredRow> rows = GatheredRow.all(kept.train(), kept.pipeline());
        holds(rows.stream().filter(row -> row.target() == 2).findFirst().orElseThrow(), 0, 0, 0, 0);
        holds(rows.stream().filter(row -> row.target() == 3).findFirst().orElseThrow(), 2, 3, 0, 0);
    }

    @Test
    void numbersThatAreNoTokens() {
        assertThat(messageOf("array(1, -3)"))
                .isEqualTo("Column \"t\" row 2 holds -3; a sequence is whole numbers from 0 to 16777216.");
        assertThat(messageOf("array(16777216, 16777217)")).contains("row 2 holds 16777217;");
        assertThat(messageOf("array(1D, 2.5D)")).contains("row 2 holds 2.5;");
        assertThat(messageOf("array(1D, double('inf'))")).contains("row 2 is infinite; set data.invalid: skip");
        assertThat(messageOf("array(1, null)")).contains("row 2 holds null; set data.invalid: skip");
    }

    @Test
    void featuresThatAreNotOneSequence() {
        table("two", "t, u, y", "(array(1), 2, 1D)");
        assertThat(message(DataConfigs.table("two").label("y").sequences(3)))
                .isEqualTo("data.sequences takes one feature column of type array<int>, but the features are t"
                        + " (array<int>), u (int). Name the one that holds the sequences in data.columns.");
        assertThat(message(DataConfigs.table("two").label("y").columns("u").sequences(3)))
                .contains("but the features are u (int).");
    }

    @Test
    void theSameRowsInOneTwoOrSevenPartitionsGiveTheSameShards() {
        List<GatheredRow> inOne = inPartitions(1);
        assertThat(inOne).hasSize(500);
        assertThat(inOne.stream().map(GatheredRow::length).distinct()).hasSize(13);
        assertThat(inPartitions(2)).isEqualTo(inOne);
        assertThat(inPartitions(7)).isEqualTo(inOne);
    }

    @Test
    void theNetworkDoesNotSeeThePadding() {
        manyRows().createOrReplaceTempView("many");
        // No sequence is longer than 20.
        float[] tight = outputs(20);
        assertThat(outputs(33)).hasSize(500).containsExactly(tight, within(1e-6f));
        assertThat(outputs(19)).isNotEqualTo(tight);
    }

    /** What a network of given weights says of all rows, with sequences cut or padded to a length. */
    private float[] outputs(int length) {
        Model model = new Model(
                Shape.of(length),
                List.of(
                        new Embedding(1000, 4),
                        new Gru(5).withReturnSequences(true),
                        new GlobalAvgPool1d(),
                        new Dense(1)),
                new MeanSquaredError());
        PreparedData data = prepare(DataConfigs.table("many").label("y").sequences(length), length, 1);
        Batch batch = new Batch(model.input(), model.target());
        data.train()
                .collectLocal()
                .get(0)
                .gather(IntStream.range(0, 500).toArray(), 500, Scaling.NONE, Scaling.NONE, batch);
        Pass pass = new Pass(Kernels.best()).begin(false, 0, batch.keys());
        return model.forward(pass, model.layout().initialize(1), batch).toArray();
    }

    @Test
    void aSavedPipelineGivesTheSameSequences(@TempDir Path directory) {
        Dataset<Row> rows = manyRows().coalesce(1);
        rows.createOrReplaceTempView("many");
        PreparedData data = prepare(DataConfigs.table("many").label("y").sequences(12), 12);
        data.pipeline().save(Location.of(directory));
        FeaturePipeline loaded = FeaturePipeline.load(spark, Location.of(directory));
        List<GatheredRow> trained = GatheredRow.all(data.train(), data.pipeline());
        assertThat(GatheredRow.all(loaded.shards(rows, 2), loaded)).isEqualTo(trained);

        Dataset<Row> unlabelled = rows.drop("y");
        assertThat(GatheredRow.predictable(loaded, unlabelled, 1000))
                .extracting(row -> List.of(row.length(), row.features()))
                .containsExactlyInAnyOrderElementsOf(trained.stream()
                        .map(row -> List.<Object>of(row.length(), row.features()))
                        .toList());
    }

    private List<GatheredRow> inPartitions(int partitions) {
        manyRows().repartition(partitions).createOrReplaceTempView("many_in_partitions");
        PreparedData data =
                prepare(DataConfigs.table("many_in_partitions").label("y").sequences(12), 12);
        return GatheredRow.all(data.train(), data.pipeline());
    }

    /** 500 sequences of 0 to 20 tokens. */
    private Dataset<Row> manyRows() {
        return spark.range(500)
                .selectExpr(
                        "transform(slice(sequence(1, 21), 1, int(id % 21)), i -> int(pmod(hash(id, i), 1000))) t",
                        "double(id % 3) y");
    }

    private static void holds(GatheredRow row, int length, float... tokens) {
        assertThat(row.length()).isEqualTo(length);
        for (int j = 0; j < tokens.length; j++) {
            assertThat(row.feature(j)).isEqualTo(tokens[j]);
        }
    }

    private Dataset<Row> table(String name, String columns, String... rows) {
        Tables.create(spark, name, columns, rows);
        return spark.table(name);
    }

    private static DataConfigs sequences(String table) {
        return DataConfigs.table(table).label("y").sequences(3);
    }

    private PreparedData prepare(DataConfigs config) {
        return prepare(config, 3);
    }

    private PreparedData prepare(DataConfigs config, int length) {
        return prepare(config, length, 2);
    }

    private PreparedData prepare(DataConfigs config, int length, int shards) {
        return DataPlan.of(spark, config.build(), TargetSpec.numbers(1), 1).prepare(Shape.of(length), shards);
    }

    private String messageOf(String cell) {
        table("bad", "t, y", "(array(1), 1D)", "(" + cell + ", 2D)");
        return message(sequences("bad"));
    }

    private String message(DataConfigs config) {
        Throwable thrown = catchThrowable(() -> prepare(config));
        assertThat(thrown).isInstanceOf(UserException.class);
        return thrown.getMessage();
    }
}
