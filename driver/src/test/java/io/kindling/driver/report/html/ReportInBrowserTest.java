package io.kindling.driver.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.files.Location;
import io.kindling.driver.train.DivergedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page as a browser shows it, of trainings on real data. Pictures of it are left in {@code target/report}. */
@Tag("spark")
class ReportInBrowserTest {
    private static final Path PICTURES = Path.of("target", "report");

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static Path spam;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        spam = TrainedRun.spam(folder.resolve("spam")).resolve("report.html");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void asUsual() {
        chromium.media("light", "screen").size(1280, 900);
    }

    @Test
    void aRunIsShownFromItsResultToItsSettingsAndNothingIsFetched() throws IOException {
        chromium.open(spam);
        assertThat(chromium.text())
                .contains("spam-mlp", "completed", "Accuracy on the test rows")
                .contains(
                        "Curves",
                        "Confusion",
                        "Calibration",
                        "Worst examples",
                        "Where the time went",
                        "learning_rate: 0.002");
        assertThat(chromium.run("return performance.getEntriesByType('resource').length"))
                .isEqualTo(0L);
        assertThat(chromium.errors()).isEmpty();
        chromium.picture(PICTURES.resolve("spam-1280.png"));
    }

    @Test
    void curvesAreZoomedHoveredOverAndMadeLogarithmicByMouse() throws InterruptedException {
        chromium.open(spam);
        WebElement plot = chromium.find("#curve-loss .plot");
        WebElement readout = chromium.find("#curve-loss .readout");
        chromium.run("arguments[0].scrollIntoView({block: 'center'})", plot);
        Dimension size = plot.getSize();
        new Actions(chromium.driver()).moveToElement(plot, size.width / 4, 0).perform();
        chromium.await(
                "the cursor's figures",
                () -> readout.getText().matches("step [\\d,]+: training [\\d.]+, validation [\\d.]+"));

        String whole = ticks();
        new Actions(chromium.driver())
                .moveToElement(plot, 0, 0)
                .clickAndHold()
                .moveByOffset(size.width / 5, 0)
                .release()
                .perform();
        chromium.await("a shorter stretch of steps", () -> !ticks().equals(whole));
        chromium.find("#curve-loss .tools").findElements(By.tagName("button")).stream()
                .filter(button -> button.getText().equals("Show all"))
                .forEach(WebElement::click);
        chromium.await("all steps", () -> ticks().equals(whole));

        WebElement log = chromium.all("#curve-loss button").stream()
                .filter(button -> button.getText().equals("Log scale"))
                .findFirst()
                .orElseThrow();
        String linear = ticks();
        log.click();
        assertThat(log.getAttribute("aria-pressed")).isEqualTo("true");
        assertThat(ticks()).isNotEqualTo(linear);
    }

    @Test
    void everythingIsReachedByKeyboardAndSaysWhatItIs() throws InterruptedException {
        chromium.open(spam);
        WebElement plot = chromium.find("#curve-loss .plot");
        WebElement readout = chromium.find("#curve-loss .readout");
        assertThat(plot.getAttribute("aria-label")).contains("Loss by step", "Arrow keys");
        assertThat(readout.getAttribute("aria-live")).isEqualTo("polite");
        plot.sendKeys(Keys.HOME);
        chromium.await("the first step", () -> readout.getText().startsWith("step 10:"));
        String before = readout.getText();
        plot.sendKeys(Keys.ARROW_RIGHT);
        chromium.await("the next step", () -> readout.getText().startsWith("step 20:"));
        assertThat(readout.getText()).isNotEqualTo(before);
        String whole = ticks();
        plot.sendKeys("+");
        chromium.await("less than all", () -> !ticks().equals(whole));
        plot.sendKeys("0");
        chromium.await("all", () -> ticks().equals(whole));

        chromium.find("#curve-loss summary").sendKeys(Keys.ENTER);
        chromium.await("the numbers", () -> chromium.all("#curve-loss tbody tr").size() > 10);
        assertThat((Boolean) chromium.run("return [...document.querySelectorAll('canvas')].every(canvas =>"
                        + " canvas.closest('[role=group][aria-label]'))"))
                .isTrue();
        assertThat((Boolean) chromium.run("return [...document.querySelectorAll('svg')].every(svg =>"
                        + " svg.getAttribute('role') === 'img' && svg.getAttribute('aria-label'))"))
                .isTrue();
        assertThat((Boolean)
                        chromium.run("return [...document.querySelectorAll('button, select, summary, .scroll, pre')]"
                                + ".every(one => one.tabIndex === 0)"))
                .isTrue();
    }

    /** Text that would run, were it taken for markup, in a column's name, in a class, and in a cell of the configuration. */
    @Test
    void noTextOfTheDataIsTakenForMarkup() throws IOException {
        String script = "<script>planted=1</script>";
        String label = "</script><img src=x onerror=planted=2>";
        Path rows = folder.resolve("planted.csv");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Home.path("examples/data/spambase/spambase.csv.gz"))),
                StandardCharsets.UTF_8))) {
            Files.writeString(
                    rows,
                    in.lines()
                            .map(line -> line.replace("charExclamation", script).replace("nonspam", label))
                            .collect(Collectors.joining("\n")));
        }
        String yaml = Files.readString(Home.path("conf/spam-mlp.yaml"))
                .replace("examples/data/spambase/spambase.csv.gz", rows.toString())
                .replace("classes: [nonspam, spam]", "classes: ['" + label + "', spam]")
                .replace("name: spam-mlp", "name: \"<script>planted=3</script>\"")
                .replace("epochs: 40", "epochs: 2");
        Path page = TrainedRun.train(ConfigLoader.parse("planted", yaml), folder.resolve("planted"))
                .resolve("report.html");

        assertThat(Files.readString(page)).doesNotContain(script, label, "<script>planted");
        chromium.open(page);
        assertThat(chromium.run("return typeof planted")).isEqualTo("undefined");
        assertThat(chromium.run("return document.querySelectorAll('script').length"))
                .isEqualTo(3L);
        assertThat(chromium.text()).contains(script, label, "<script>planted=3</script>");
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void runsAreComparedSideBySideWithWhatDiffersOnTop() throws IOException {
        Path other = TrainedRun.spam(
                folder.resolve("narrow"), "model.layers.0.dense=8", "training.optimizer.adamw.learning_rate=0.0005");
        Path file = folder.resolve("comparison.html");
        Report.write(List.of(Location.of(spam.getParent()), Location.of(other)), Location.of(file));
        chromium.open(file);
        assertThat(chromium.find("#differences").getText())
                .contains("training.optimizer.adamw.learning_rate", "0.002", "0.0005", "model.layers[0].dense.units")
                .doesNotContain("batch_size", "dropout");
        assertThat(chromium.find("#figures").getText()).contains("Test accuracy", "★");
        assertThat(chromium.all("#curve-loss-validation .series")).hasSize(2);
        assertThat(chromium.errors()).isEmpty();
        chromium.picture(PICTURES.resolve("comparison-1280.png"));
        chromium.size(390, 844).open(file).picture(PICTURES.resolve("comparison-390.png"));
        assertThat((Long) chromium.run("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
    }

    @Test
    void aRunThatDivergedSaysWhereAndWhy() {
        Path run = folder.resolve("diverged");
        assertThatThrownBy(() -> TrainedRun.spam(run, "training.optimizer={sgd: {learning_rate: 1.0e+30}}"))
                .isInstanceOf(DivergedException.class);
        chromium.open(run.resolve("report.html"));
        assertThat(chromium.find("#status").getText()).isEqualTo("failed");
        assertThat(chromium.text()).contains("Training stopped at step", "a learning rate that is too high");
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void layersVerdictsAndAuditAreShownAndTheHeatMapIsReadByKeyboard() throws IOException, InterruptedException {
        Path run = TrainedRun.spam(
                folder.resolve("watched"), "training.epochs=1", "training.clip_norm=0.5", "training.log_every_steps=1");
        Files.writeString(run.resolve("layers.csv"), """
                step,epoch,layer,kind,mean,deviation,saturated,dead,gradient_norm,parameter_norm,update_ratio,output_gradient
                50,1,layers.0,dense,0.1,1,,,0.5,8,0.001,0.01
                50,1,layers.1,relu,0.4,0.6,,0.125,,,,0.01
                100,2,layers.0,dense,0.2,1.5,,,0.25,9,0.002,0.02
                100,2,layers.1,relu,0.5,0.7,,0.75,,,,0.03
                """);
        Files.writeString(run.resolve("verdicts.json"), """
                {"verdicts": [
                  {"id": "x", "severity": "note", "title": "A remark", "layer": null, "step": 1, "evidence": "e"},
                  {"id": "dead_relu", "severity": "error", "title": "Dead units", "layer": "layers.1", "since_step": 50, "step": 100,
                   "evidence": "75 % of the units", "cause": "a high rate", "remedy": "leaky_relu"}]}
                """);
        Files.writeString(run.resolve("audit.json"), """
                {"rows": {"train": 3000}, "findings": [
                  {"id": "constant_column", "severity": "warning", "column": "free", "evidence": "always 0", "advice": "exclude it",
                   "numbers": {}, "examples": ["free 0, you 1"]}]}
                """);
        Report.write(Location.of(run));
        chromium.open(run.resolve("report.html"));
        assertThat(chromium.find("#verdicts").getText())
                .containsSubsequence(
                        "Error: Dead units", "layers.1", "50", "75 % of the units", "leaky_relu", "Note: A remark");
        assertThat(chromium.find("#audit").getText())
                .contains("3,000 train", "Warning: Constant column", "free", "exclude it", "free 0, you 1");
        assertThat(chromium.find("#clipping").getText())
                .matches("The gradient was clipped to 0.5 in [0-9.]+ % of the steps that are drawn\\.");

        WebElement plot = chromium.find("#layers .plot");
        WebElement readout = chromium.find("#layers .readout");
        chromium.find("#quantity").sendKeys("share of dead");
        plot.sendKeys(Keys.ARROW_DOWN);
        chromium.await(
                "the other layer", () -> readout.getText().equals("layers.1 relu, step 100: share of dead units 75 %"));
        plot.sendKeys(Keys.ARROW_LEFT);
        chromium.await(
                "the step before", () -> readout.getText().equals("layers.1 relu, step 50: share of dead units 13 %"));
        chromium.picture(PICTURES.resolve("watched-1280.png"));
        assertThat(chromium.errors()).isEmpty();
    }

    /** The picture of the loss with its axes, as the browser has it. */
    private static String ticks() {
        return (String) chromium.run("return document.querySelector('#curve-loss canvas').toDataURL()");
    }
}
