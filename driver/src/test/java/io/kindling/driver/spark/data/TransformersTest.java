package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kindling.driver.UserException;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class TransformersTest {
    private SparkSession spark;

    /** The word c comes in the validation rows only. */
    @BeforeEach
    void createTable(SparkSession session) {
        spark = session;
        Tables.create(
                spark,
                "words",
                "word, x, y, v",
                "('a', 1D, 0D, false)",
                "('a', 2D, 0D, false)",
                "('b', 3D, 0D, false)",
                "('c', 4D, 0D, true)");
    }

    @Test
    void whatTransformersTakeLeavesAndWhatTheyMakeEnters() {
        DataConfigs config = words("[{'StringIndexer': {'inputCol': 'word', 'outputCol': 'index', 'handleInvalid':"
                + " 'keep'}}, {'OneHotEncoder': {'inputCol': 'index', 'outputCol': 'hot', 'dropLast': false}}]");
        DataPlan plan = DataPlan.of(spark, config.build(), TargetSpec.numbers(1), 1);
        assertThat(plan.features()).containsExactly("x", "hot");
        PreparedData data = plan.prepare(Shape.of(4), 1);
        assertThat(GatheredRow.all(data.train(), data.pipeline()))
                .extracting(GatheredRow::features)
                .containsExactlyInAnyOrder(List.of(1f, 1f, 0f, 0f), List.of(2f, 1f, 0f, 0f), List.of(3f, 0f, 1f, 0f));
        assertThat(GatheredRow.all(data.validation().orElseThrow(), data.pipeline()))
                .extracting(GatheredRow::features)
                .containsExactly(List.of(4f, 0f, 0f, 1f));
    }

    @Test
    void aWordThatOnlyValidationHasStopsUnlessItsStageHandlesIt() {
        String stages = "[{'StringIndexer': {'inputCol': 'word', 'outputCol': 'index'}}]";
        assertThat(message(words(stages), 2)).contains("Unseen label: c").contains("handleInvalid");
        PreparedData data = prepare(words(stages.replace("}}", ", 'handleInvalid': 'keep'}}")), 2);
        assertThat(GatheredRow.all(data.validation().orElseThrow(), data.pipeline())
                        .get(0)
                        .features())
                .containsExactly(4f, 2f);
    }

    @Test
    void numbersAreConvertedToTheTypeOfTheParameter() {
        PreparedData data = prepare(
                words("[{'Bucketizer': {'inputCol': 'x', 'outputCol': 'bucket', 'splits': ['-inf', 2, 3, 'inf']}}]")
                        .exclude("word"),
                1);
        assertThat(GatheredRow.all(data.train(), data.pipeline()))
                .extracting(row -> row.feature(0))
                .containsExactlyInAnyOrder(0f, 1f, 2f);
    }

    @Test
    void rowsAreToldApartByTheColumnsThatSqlNames() {
        String stages = "[{'SQLTransformer': {'statement': 'SELECT *, length(Word) + x AS z FROM __THIS__'}}]";
        DataPlan plan = DataPlan.of(spark, words(stages).columns("z").build(), TargetSpec.numbers(1), 1);
        PreparedData data = plan.prepare(Shape.of(1), 1);
        assertThat(GatheredRow.all(data.train(), data.pipeline()))
                .extracting(GatheredRow::key)
                .doesNotHaveDuplicates();
        assertThat(data.pipeline().inputs()).containsExactly("word", "x");
    }

    @Test
    void sqlMayNotLeaveColumnsOut() {
        assertThat(message(words("[{'SQLTransformer': {'statement': 'SELECT x, x + 1 AS z FROM __THIS__'}}]"), 2))
                .isEqualTo("data.transformers[0].SQLTransformer leaves out word, y, v, but it must keep all columns:"
                        + " begin its statement with SELECT *, and choose the features by data.columns or"
                        + " data.exclude.");
    }

    @Test
    void unknownStagesAndParametersGetTheNearestName() {
        assertThat(message(words("[{'StringIndexr': {}}]"), 2))
                .startsWith("data.transformers[0].StringIndexr: Spark ML has no feature stage \"StringIndexr\"; did you"
                        + " mean \"StringIndexer\"?");
        assertThat(message(words("[{'StringIndexer': {'inputCols': ['word'], 'outputColls': ['i']}}]"), 2))
                .startsWith("data.transformers[0].StringIndexer has no parameter \"outputColls\"; did you mean"
                        + " \"outputCols\"?");
        assertThat(message(words("[{'PCA': {'inputCol': 'x', 'outputCol': 'i', 'k': 'many'}}]"), 2))
                .startsWith("data.transformers[0].PCA.k is \"many\", which it does not take. ");
        assertThat(message(words("[{'StringIndexer': {'inputCol': 'word'}}]"), 2))
                .startsWith("data.transformers[0].StringIndexer needs a name for its output");
        assertThat(message(words("[{'StringIndexer': {'inputCol': 'wort', 'outputCol': 'i'}}]"), 2))
                .startsWith("data.transformers[0].StringIndexer: there is no column \"wort\" in data.train; did you"
                        + " mean \"word\"?");
    }

    private DataConfigs words(String transformers) {
        return DataConfigs.table("words")
                .label("y")
                .validation(ValidationConfig.column("v"))
                .transformers(transformers);
    }

    private PreparedData prepare(DataConfigs config, int width) {
        return DataPlan.of(spark, config.build(), TargetSpec.numbers(1), 1).prepare(Shape.of(width), 1);
    }

    private String message(DataConfigs config, int width) {
        Throwable thrown = catchThrowable(() -> prepare(config, width));
        assertThat(thrown).isInstanceOf(UserException.class);
        return thrown.getMessage();
    }
}
