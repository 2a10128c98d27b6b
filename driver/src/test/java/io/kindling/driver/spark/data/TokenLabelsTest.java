package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kindling.driver.UserException;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.WindowsConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A class for each token of a row. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class TokenLabelsTest {
    private static final TargetSpec THREE_OF_FOUR = TargetSpec.classIndex(4, 3);

    private SparkSession spark;

    @BeforeEach
    void createTable(SparkSession session) {
        spark = session;
        Tables.create(
                spark,
                "tagged",
                "x, tags, shorter, codes, half, one, word, hole",
                "(1, array(0, 3, -1), array(1, 2), X'000103', array(0D, 1D, 2D), 1, 'a', array(1, null, 2))",
                "(2, array(2, 2, 2), array(1, 2), X'02FF00', array(0D, 0.5D, 2D), 2, 'b', array(1, 1, 2))");
    }

    @Test
    void anArrayIsAClassForEachAndMinusOneOneThatDoesNotCount() {
        PreparedData data = prepare(columns().label("tags"), THREE_OF_FOUR);
        assertThat(GatheredRow.all(data.train(), data.pipeline()))
                .extracting(GatheredRow::targets)
                .containsExactlyInAnyOrder(List.of(0f, 3f, -1f), List.of(2f, 2f, 2f));
    }

    @Test
    void bytesAreClassesFrom0To255() {
        PreparedData data = prepare(columns().label("codes"), TargetSpec.classIndex(256, 3));
        assertThat(GatheredRow.all(data.train(), data.pipeline()))
                .extracting(GatheredRow::targets)
                .containsExactlyInAnyOrder(List.of(0f, 1f, 3f), List.of(2f, 255f, 0f));
    }

    @Test
    void aClassThatIsNone() {
        assertThat(message("codes", THREE_OF_FOUR))
                .isEqualTo("Column \"codes\" row 2 holds 255 in place 2, but a class is a whole number from 0 to 3, or"
                        + " -1 where none counts; give the model as many outputs as there are classes.");
        assertThat(message("tags", TargetSpec.classIndex(3, 3)))
                .startsWith("Column \"tags\" row 1 holds 3 in place 2, but a class is a whole number from 0 to 2,");
        assertThat(message("half", THREE_OF_FOUR))
                .startsWith("Column \"half\" row 2 holds 0.5 in place 2, but a class");
        assertThat(message("hole", THREE_OF_FOUR)).startsWith("Column \"hole\" row 1 is NaN");
    }

    @Test
    void minusOneIsNoClassOfAWholeRow() {
        Tables.create(spark, "signs", "x, sign", "(1, 1)", "(2, -1)");
        assertThat(message(DataConfigs.table("signs").label("sign"), TargetSpec.classIndex(2)))
                .startsWith("Column \"sign\" row 2 is -1, but a class is a whole number from 0 to 1;");
    }

    @Test
    void anotherNumberOfClassesThanTheNetworkHasVectors() {
        assertThat(message("shorter", THREE_OF_FOUR))
                .isEqualTo(
                        "Column \"shorter\" row 1 holds 2 numbers, but the model gives 3 vectors, each to be told its"
                                + " class; give the model as many outputs.");
    }

    @Test
    void oneLabelForSeveralVectors() {
        for (String label : List.of("one", "word")) {
            assertThat(message(label, THREE_OF_FOUR))
                    .contains("one label a row, but the network gives a class for each of 3 vectors. Put a flatten in"
                            + " front of the first dense layer, or choose a column of arrays in data.label.");
        }
        assertThat(message("codes", TargetSpec.classIndex(4)))
                .startsWith("Label column \"codes\" is of type binary, but a label is a number");
        assertThat(message("tags", TargetSpec.classIndex(4)))
                .startsWith("Label column \"tags\" is of type array<int>, but the loss takes one class index a row.");
    }

    @Test
    void namesForSeveralClasses() {
        LabelConfig named = new LabelConfig("tags", false, List.of("a", "b", "c", "d"));
        assertThat(message(columns().label(named), THREE_OF_FOUR))
                .isEqualTo("data.label.classes are the names of a row's one class. Where a row has several, they are"
                        + " numbers: leave it out.");
    }

    @Test
    void aSavedPipelineReadsThemAgainAndKnowsItsWindows(@TempDir Path directory) {
        Tables.create(spark, "verses", "verse, line", "(1, 'to be or not to be')", "(2, 'that is the question')");
        WindowsConfig windows = WindowsConfig.of(5).withStride(3);
        PreparedData data = DataPlan.of(
                        spark, DataConfigs.table("verses").windows(windows).build(), TargetSpec.classIndex(256, 5), 1)
                .prepare(Shape.of(5), 2);
        assertThat(data.pipeline().inputs()).containsExactly("window");
        assertThat(data.pipeline().layout().storage()).isEqualTo(FeatureStorage.BYTE);
        data.pipeline().save(Location.of(directory));

        FeaturePipeline loaded = FeaturePipeline.loadWithoutSpark(Location.of(directory));
        assertThat(loaded.windows()).contains(windows);
        assertThat(loaded.target().spec()).isEqualTo(data.pipeline().target().spec());
        assertThat(loaded.label()).isEqualTo("next");
        List<GatheredRow> rows = GatheredRow.all(data.train(), data.pipeline());
        assertThat(rows)
                .hasSize(5 + 6)
                .allSatisfy(row -> assertThat(row.targets().subList(0, 4))
                        .isEqualTo(row.features().subList(1, 5)));
    }

    private static DataConfigs columns() {
        return DataConfigs.table("tagged").columns("x");
    }

    private PreparedData prepare(DataConfigs config, TargetSpec spec) {
        return DataPlan.of(spark, config.build(), spec, 1).prepare(Shape.of(1), 2);
    }

    private String message(String label, TargetSpec spec) {
        return message(columns().label(label), spec);
    }

    private String message(DataConfigs config, TargetSpec spec) {
        Throwable thrown = catchThrowable(() -> prepare(config, spec));
        assertThat(thrown).isInstanceOf(UserException.class);
        return thrown.getMessage();
    }
}
