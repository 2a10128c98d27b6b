package io.kindling.driver.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium with a page open, as wide and as dark as wanted. Tests that need one are skipped where there is none. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one: of {@code CHROME} and {@code CHROMEDRIVER}, or where Debian's packages chromium and chromium-driver put them. */
    static Chromium start() {
        Optional<Path> browser = first(
                System.getenv("CHROME"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        Optional<Path> driver = first(System.getenv("CHROMEDRIVER"), "/usr/bin/chromedriver");
        assumeTrue(
                browser.isPresent() && driver.isPresent(),
                "skipped: there is no Chromium with its ChromeDriver here (apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    private static Optional<Path> first(String... places) {
        return Stream.of(places)
                .filter(place -> place != null)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    /** {@code light} or {@code dark}; {@code screen} or {@code print}. */
    Chromium media(String scheme, String media) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        media,
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    Chromium open(Path page) {
        return open(page.toUri().toString());
    }

    Chromium open(String address) {
        driver.get(address);
        return this;
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    String text() {
        return find("main").getText();
    }

    ChromeDriver driver() {
        return driver;
    }

    /** What the browser complains of: a script that failed, something that the page's policy forbids. */
    List<String> errors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** The rules of accessibility that the page breaks, each with the first place, by axe-core. */
    List<?> barriers() throws IOException {
        String axe;
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return (List<?>) driver.executeAsyncScript(axe + "; const done = arguments[arguments.length - 1];"
                + "axe.run().then(found => done(found.violations.map(rule => rule.id + ': ' + rule.nodes[0].html)))");
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough for " + what).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** Keeps what is seen of the whole page, for people to look at. */
    void picture(Path file) throws IOException {
        Map<String, Object> shot =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    }

    /** Keeps the page as it is printed. */
    void print(Path file) throws IOException {
        Map<String, Object> pdf = driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", false));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) pdf.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
