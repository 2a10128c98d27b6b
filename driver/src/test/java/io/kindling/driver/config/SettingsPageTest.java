package io.kindling.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.binding.SettingsReference.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    @Test
    void thePageIsThatOfTheRecords() throws IOException {
        Path page = Path.of(System.getProperty("kindling.home"), "conf", "README.md");

        assertThat(Files.readString(page))
                .as("conf/README.md is made from the records; run scripts/docs to make it anew")
                .isEqualTo(SettingsPage.text());
    }

    @Test
    void everyTableHasItsPlaceInTheTemplate() {
        assertThat(SettingsPage.text()).doesNotContain("{{");
        SettingsPage.tables()
                .forEach((name, rows) -> assertThat(SettingsPage.text())
                        .as(name)
                        .contains("| `" + rows.get(0).path() + "` |"));
    }

    @Test
    void everySettingAndEveryChoiceSaysWhatItDoesInALineWithoutAFullStop() {
        assertThat(SettingsPage.tables().values())
                .isNotEmpty()
                .allSatisfy(rows -> assertThat(rows)
                        .extracting(Row::help)
                        .allSatisfy(help -> assertThat(help)
                                .isNotBlank()
                                .doesNotEndWith(".")
                                .doesNotContain("\n")));
    }
}
