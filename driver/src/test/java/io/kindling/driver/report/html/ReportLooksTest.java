package io.kindling.driver.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a desk and on a phone, by day and by night, and on paper; pictures of it are left in {@code target/report}. */
@Tag("spark")
class ReportLooksTest {
    private static final Path PICTURES = Path.of("target", "report");

    @TempDir
    private Path folder;

    @Test
    void nothingIsWiderThanTheScreenAndNoRuleOfAccessibilityIsBroken() throws IOException {
        try (Chromium chromium = Chromium.start()) {
            Path spam = TrainedRun.spam(folder.resolve("spam"));
            Path digits = TrainedRun.digits(folder.resolve("digits"));
            Path diamonds = TrainedRun.diamonds(folder.resolve("diamonds"));
            for (Path run : List.of(spam, digits, diamonds)) {
                for (String scheme : List.of("light", "dark")) {
                    for (int width : new int[] {390, 1280}) {
                        look(chromium.media(scheme, "screen").size(width, 844), run, width, scheme);
                    }
                }
                chromium.media("light", "").print(PICTURES.resolve(run.getFileName() + ".pdf"));
            }
            chromium.open(digits.resolve("report.html"));
            assertThat(chromium.all("#confusion tbody tr")).hasSize(10);
            assertThat(chromium.all("#worst img")).hasSize(24);
            assertThat(chromium.run("return [...document.images].every(picture => picture.naturalWidth === 28)"))
                    .isEqualTo(true);
            assertThat(chromium.find("#worst img").getAttribute("alt"))
                    .matches("Row labelled \\d, predicted \\d with \\d+\u00a0%");
        }
    }

    private static void look(Chromium chromium, Path run, int width, String scheme) throws IOException {
        String name = run.getFileName() + "-" + width + "-" + scheme;
        chromium.open(run.resolve("report.html"));
        assertThat((Long) chromium.run("return document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(width);
        assertThat(chromium.barriers()).as(name).isEmpty();
        assertThat(chromium.errors()).as(name).isEmpty();
        chromium.picture(PICTURES.resolve(name + ".png"));
    }
}
