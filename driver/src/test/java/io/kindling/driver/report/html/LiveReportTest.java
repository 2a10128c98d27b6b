package io.kindling.driver.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of mails that is looked at while it goes on. */
@Tag("spark")
class LiveReportTest {
    @TempDir
    private Path folder;

    /** Takes its time, so that there is something to see. */
    private static final TrainingListener SLOWLY = TrainingListener.onStep(LiveReportTest::pause);

    @Test
    void theCurvesMoveWhileItTrainsAndInTheEndTheWholeReportIsThere()
            throws InterruptedException, ExecutionException, TimeoutException {
        Path run = folder.resolve("run");
        try (Chromium chromium = Chromium.start()) {
            CompletableFuture<Void> training;
            try (LiveReport live = new LiveReport(Location.of(run), 10)) {
                chromium.size(1280, 900).open(live.address());
                assertThat(chromium.find("body").getText()).contains("training has not begun yet");
                training = CompletableFuture.runAsync(() -> TrainedRun.train(spam(8), run, live, SLOWLY));
                chromium.await(
                        "the first validation",
                        () -> !chromium.all("#curve-accuracy").isEmpty());
                assertThat(chromium.find("#status").getText()).isEqualTo("training");
                // Marked, so that it shows if the chart is another one later.
                chromium.run("document.querySelector('#curve-loss').mark = 'same'");
                String before = numbers(chromium);
                chromium.await("more steps", () -> !numbers(chromium).equals(before));
                assertThat(chromium.run("return document.querySelector('#curve-loss').mark"))
                        .isEqualTo("same");
                assertThat(chromium.find("#live").getText()).contains("follows it");
                training.get(120, TimeUnit.SECONDS);
            }
            chromium.await("the end", () -> chromium.find("#live").getText().contains("ended"));
            assertThat(chromium.find("#status").getText()).isEqualTo("completed");
            assertThat(chromium.text())
                    .contains(
                            "Verdicts", "Layers over time", "Confusion", "Worst examples", "Accuracy on the test rows");
        }
    }

    @Test
    void whoDoesNotKnowTheAddressGetsNothingAndNoOtherMachineGetsThere() throws IOException, InterruptedException {
        try (LiveReport live = new LiveReport(Location.of(folder.resolve("none")), 10)) {
            URI address = URI.create(live.address());
            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            assertThat(address.getPath()).matches("/[0-9a-f]{32}/");
            assertThat(get(address)).isEqualTo(200);
            assertThat(get(address.resolve("/"))).isEqualTo(404);
            assertThat(get(address.resolve("/0123456789abcdef0123456789abcdef/")))
                    .isEqualTo(404);
            assertThat(get(address.resolve("config.yaml"))).isEqualTo(404);
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream()
                        .write(("GET " + address.getPath()
                                        + " HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .as("a page of another site that has made its name lead here")
                        .startsWith("HTTP/1.1 404");
            }
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress own : Collections.list(card.getInetAddresses())) {
                    if (!own.isLoopbackAddress()) {
                        assertThat(listens(own, address.getPort()))
                                .as(own.toString())
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    @Tag("slow")
    void aTrainingThatNobodyLooksAtIsNotHeldUp() {
        Path run = folder.resolve("unseen");
        try (LiveReport live = new LiveReport(Location.of(run), 10)) {
            TrainedRun.train(spam(1), run, live);
        }
        assertThat(run.resolve("report.html")).exists();
    }

    private static RunConfig spam(int epochs) {
        String rows = Home.path("examples/data/spambase/spambase.csv.gz").toString();
        return ConfigLoader.load(
                Home.path("conf/spam-mlp.yaml"),
                List.of("data.train.path=" + rows, "data.test.path=" + rows, "training.epochs=" + epochs));
    }

    private static String numbers(Chromium chromium) {
        return chromium.find("#curve-loss .readout").getText();
    }

    private static int get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean listens(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause(StepReport step) {
        try {
            TimeUnit.MILLISECONDS.sleep(15);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
