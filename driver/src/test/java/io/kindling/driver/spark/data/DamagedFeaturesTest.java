package io.kindling.driver.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.Home;
import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was once read as if it were right, or ended in a stack trace. */
class DamagedFeaturesTest {
    @TempDir
    private Path folder;

    @Test
    void whatARunWroteIsRead() throws IOException {
        Files.writeString(folder.resolve("features.json"), seed());
        assertThat(FeaturePipeline.loadWithoutSpark(Location.of(folder)).width())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"columns\" : null",
                "\"columns\" : [null]",
                "\"scaling\" : null",
                "\"storage\" : null",
                "\"raw_columns\" : [null]",
                "\"target\" : null",
                "\"log1p\" : null"
            })
    void nothingInThePlaceOfSomething(String nothing) throws IOException {
        String name = nothing.substring(0, nothing.indexOf(' '));
        String content = seed();
        int at = content.indexOf(name + " :");
        Files.writeString(
                folder.resolve("features.json"),
                content.substring(0, at) + nothing + ", \"x" + content.substring(at + 1));
        isRefused("features.json is damaged: ");
    }

    @ParameterizedTest
    @CsvSource({"0, has 0 numbers", "-1, has -1 numbers", "2147483647, a row has 2147483648 features"})
    void widthsThatAreNoneOrOverflow(String width, String words) throws IOException {
        Files.writeString(
                folder.resolve("features.json"), seed().replaceFirst("\"width\" : 1", "\"width\" : " + width));
        isRefused(words);
    }

    @Test
    void scalingsOfOtherColumns() throws IOException {
        Files.writeString(
                folder.resolve("features.json"),
                seed().replaceFirst(
                                "(?s)\"factor\" : \\[.*?], *\\s*\"shift\" : \\[.*?]",
                                "\"factor\": [1, 2, 3], \"shift\": [1, 2, 3]"));
        isRefused("2 features have 3 scalings");
    }

    @Test
    void nestingWithoutEnd() throws IOException {
        Files.writeString(folder.resolve("features.json"), "{\"a\":".repeat(100_000));
        isRefused("features.json is damaged: Document nesting depth (201) exceeds the maximum allowed (200)");
    }

    @Test
    void aLinkOutOfTheModel(@TempDir Path elsewhere) throws IOException {
        Path other = Files.writeString(elsewhere.resolve("features.json"), seed());
        Files.createSymbolicLink(folder.resolve("features.json"), other);
        isRefused("features.json is a link to a place outside of " + folder);
    }

    private static String seed() throws IOException {
        return Files.readString(Home.path("driver/src/test/resources/fuzz/words.json"));
    }

    private void isRefused(String words) {
        assertThatThrownBy(() -> FeaturePipeline.loadWithoutSpark(Location.of(folder)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(words);
    }
}
