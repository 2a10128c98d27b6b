package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkVersionTest {
    @Test
    void theSparkOfTheseTestsIsTaken() {
        assertThatCode(SparkVersion::demand).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4.0.1", "4.0.10", "4.0.1-vendor-2", "4.1", "4.1.0", "4.2.0-SNAPSHOT", "4.10.0", "5.0.0", "head"
            })
    void laterVersionsAreTaken(String version) {
        assertThatCode(() -> SparkVersion.demand(version, 17)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.0.0-preview2", "4.0"})
    void theOneThatDoesNotTakeStagesOfOthersIsRefused(String version) {
        assertThatThrownBy(() -> SparkVersion.demand(version, 17))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("This is Spark " + version + ", ", "SPARK-52259", "use 4.0.1 or later.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.9", "3.5", "2.4.8"})
    void versionsBeforeTheFourthAreRefused(String version) {
        assertThatThrownBy(() -> SparkVersion.demand(version, 17))
                .isInstanceOf(UserException.class)
                .hasMessage("This is Spark " + version + ", but Kindling is compiled for Spark 4: use 4.0.1 or later.");
    }

    @Test
    void newerJavasTakeNewerSparks() {
        assertThatThrownBy(() -> SparkVersion.demand("4.1.0", 25))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(
                        "This is Java 25, on which Spark 4.1.0 reads no file", "or Spark 4.2 or later.");
        assertThatCode(() -> SparkVersion.demand("4.2.0", 25)).doesNotThrowAnyException();
        assertThatCode(() -> SparkVersion.demand("4.1.0", 21)).doesNotThrowAnyException();
    }
}
