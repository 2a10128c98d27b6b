package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.SourceConfig;
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
class DataErrorsTest {
    private static final TargetSpec TWO = TargetSpec.classIndex(2);
    private static final TargetSpec NUMBER = TargetSpec.numbers(1);

    private SparkSession spark;

    @BeforeEach
    void createTable(SparkSession session) {
        spark = session;
        Tables.create(
                spark,
                "people",
                "age, height, city, type, born, level, share",
                "(1D, 1D, 'a', 'x', DATE'2000-01-01', 0D, 1D)",
                "(2D, 2D, 'b', 'y', DATE'2000-01-01', 1D, 1D)",
                "(double('nan'), null, 'b', 'z', DATE'2000-01-01', 2.5D, -1D)");
    }

    @Test
    void aMissingFile() {
        assertThat(message(
                        DataConfigs.of(SourceConfig.files("csv", "no/such.csv")).label("y"), TWO))
                .isEqualTo("data.train.path: no/such.csv does not exist. Paths are relative to the folder that Kindling"
                        + " was started in.");
    }

    @Test
    void anUnknownFormat() {
        assertThat(message(
                        DataConfigs.of(SourceConfig.files("parket", "no/such")).label("y"), TWO))
                .startsWith("data.train.format: Spark knows no format \"parket\"; did you mean \"parquet\"?");
    }

    @Test
    void anUnknownTable() {
        assertThat(message(DataConfigs.table("nowhere").label("y"), TWO))
                .isEqualTo("data.train.table: there is no table nowhere.");
    }

    @Test
    void aConditionThatIsNoSql() {
        SourceConfig source = SourceConfig.table("people").withWhere("agee > 3");
        assertThat(message(DataConfigs.of(source).label("type").columns("age"), TWO))
                .startsWith("data.train.where is not a condition that Spark takes: agee > 3: ")
                .contains("agee");
        assertThat(message(people().label("type").columns("age").validation(ValidationConfig.where("age >")), TWO))
                .startsWith("data.validation.where is not a condition that Spark takes: age >: ");
    }

    @Test
    void aMissingColumnWithTheNearestName() {
        assertThat(message(people().label("typ"), TWO))
                .startsWith("data.label: there is no column \"typ\" in data.train; did you mean \"type\"? It has age,");
        assertThat(message(people().label("type").columns("hight"), TWO))
                .startsWith("data.columns: there is no column \"hight\" in data.train; did you mean \"height\"?");
    }

    @Test
    void noLabel() {
        assertThat(message(people(), TWO))
                .isEqualTo("data.label is missing: name the column that the network is to learn.");
    }

    @Test
    void wordsWhereNumbersAreNeeded() {
        assertThat(message(people().label("type").columns("age", "city"), TWO))
                .isEqualTo("Column \"city\" holds words, but the network takes numbers. Turn it into numbers with"
                        + " StringIndexer and OneHotEncoder in data.transformers, or name it in data.exclude.");
    }

    @Test
    void aDateAmongTheFeatures() {
        assertThat(message(people().label("type").columns("born"), TWO))
                .startsWith("Column \"born\" is of type date, but features are numbers");
    }

    @Test
    void aColumnThatDoesNotSayWhichRowsValidate() {
        assertThat(message(people().label("type").columns("age").validation(ValidationConfig.column("age")), TWO))
                .startsWith("data.validation.column: column \"age\" is of type double, wanted is boolean.");
    }

    @Test
    void missingCellsByColumnAndRow() {
        assertThat(message(people().label("share").columns("age"), NUMBER))
                .isEqualTo("Column \"age\" row 3 is NaN; set data.invalid: skip to drop such rows.");
        assertThat(message(people().label("share").columns("height"), NUMBER))
                .isEqualTo("Column \"height\" row 3 is null; set data.invalid: skip to drop such rows.");
        assertThat(message(people().label("age").columns("share"), NUMBER))
                .isEqualTo("Column \"age\" row 3 is NaN; set data.invalid: skip to drop such rows.");
    }

    @Test
    void theRowIsCountedInTheSourceBeforeItsCondition() {
        SourceConfig source = SourceConfig.table("people").withWhere("level > 0");
        assertThat(message(DataConfigs.of(source).label("share").columns("age"), NUMBER))
                .startsWith("Column \"age\" row 3 is NaN");
    }

    @Test
    void aBadRowOfTheTestSourceSaysWhereItIs() {
        DataConfigs config = DataConfigs.of(SourceConfig.table("people").withWhere("level < 2"))
                .label("share")
                .columns("age")
                .test(SourceConfig.table("people"));
        assertThat(message(config, NUMBER)).startsWith("Column \"age\" row 3 of the test source is NaN");
    }

    @Test
    void labelsThatAreNoClass() {
        assertThat(message(people().label("level").columns("share"), TargetSpec.classIndex(3)))
                .startsWith("Column \"level\" row 3 is 2.5, but a class is a whole number from 0 to 2");
        assertThat(message(people().label("age").columns("share").invalid(Invalid.SKIP), TWO))
                .startsWith("Column \"age\" row 2 is 2, but a class is a whole number from 0 to 1");
        assertThat(message(people().label("age").columns("share").invalid(Invalid.KEEP), TargetSpec.classIndex(3)))
                .startsWith("Column \"age\" row 3 is NaN");
    }

    @Test
    void moreClassesThanOutputs() {
        assertThat(message(people().label("type").columns("share"), TWO))
                .isEqualTo("Label column \"type\" has 3 classes (x, y, z), but the model distinguishes 2. Give its last"
                        + " layer 3 outputs, or set data.label.classes.");
    }

    @Test
    void aWordThatIsNoneOfTheClasses() {
        DataConfigs config = people().label(new LabelConfig("type", false, List.of("x", "y")))
                .columns("share");
        assertThat(message(config, TWO))
                .startsWith("Column \"type\" row 3 is \"z\", which is none of the classes x, y;");
    }

    @Test
    void wordsForALossOfNumbers() {
        assertThat(message(people().label("type").columns("age"), NUMBER))
                .startsWith("Label column \"type\" is of type string, but the loss learns numbers, not words.");
    }

    @Test
    void aNegativeWeight() {
        assertThat(message(people().label("share").columns("level").weight("share"), NUMBER))
                .isEqualTo("Column \"share\" row 3 is -1.0; a weight is 0 or more.");
    }

    @Test
    void anotherWidthThanTheModels() {
        Throwable thrown = catchThrowable(() -> DataPlan.of(
                        spark, people().label("level").columns("share", "age").build(), NUMBER, 1)
                .prepare(Shape.of(5), 2));
        assertThat(thrown)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The data has 2 features, but the model takes 5 (model.input is [5]). The"
                        + " columns are share, age.");
    }

    @Test
    void aValidationSourceOfAnotherSchema() {
        Tables.create(spark, "strangers", "age, level", "('old', 1D)");
        DataConfigs config = people().label("level")
                .columns("age")
                .validation(ValidationConfig.source(SourceConfig.table("strangers")));
        assertThat(message(config, NUMBER))
                .startsWith("Column \"age\" is of type string in data.validation, but of type double in data.train.");
    }

    private static DataConfigs people() {
        return DataConfigs.table("people");
    }

    /** What the user is told. */
    private String message(DataConfigs config, TargetSpec spec) {
        Throwable thrown =
                catchThrowable(() -> DataPlan.of(spark, config.build(), spec, 1).prepare(Shape.of(1), 2));
        assertThat(thrown).isInstanceOf(UserException.class);
        return thrown.getMessage();
    }
}
