package io.kindling.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.Home;
import io.kindling.driver.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A training run that was given to Spark as a user does it: {@code spark-submit --class ...Main kindling.jar train ...}.
 *
 * @param process of spark-submit, and in client mode of the driver
 * @param folder where its output ({@code out.txt}), its run directory and Spark's event log are
 */
record SubmittedRun(Process process, Path folder) {
    private static final int MOST_MINUTES = 10;

    /**
     * Starts it.
     *
     * @param conf Spark's settings
     * @param arguments behind {@code train}
     */
    static SubmittedRun start(SparkHome home, Path folder, Map<String, String> conf, List<String> arguments)
            throws IOException {
        Path events = Files.createDirectories(folder.resolve("events"));
        List<String> command = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
        Map.of(
                        "spark.eventLog.enabled", "true",
                        "spark.eventLog.dir", events.toUri().toString(),
                        "spark.eventLog.rolling.enabled", "false",
                        "spark.eventLog.compress", "false",
                        "spark.ui.enabled", "false")
                .forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        conf.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        command.addAll(List.of("--class", Main.class.getName(), packagedJar().toString(), "train"));
        command.addAll(arguments);
        command.addAll(List.of("--run-dir", folder.resolve("run").toString()));
        List<String> options = List.of("-Xmx1g", "-Dlog4j2.configurationFile=" + Home.path("conf/log4j2.properties"));
        Process process = home.java(options, folder.resolve("out.txt"), command.toArray(String[]::new))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new SubmittedRun(process, folder);
    }

    static Path packagedJar() {
        Path jar = Home.path("driver/target/kindling.jar");
        assertThat(jar).as("run by mvn verify, which packages it first").exists();
        return jar;
    }

    /** Waits until the driver has printed something, in client mode. */
    SubmittedRun awaitLine(String part) {
        Waiting.until("\"" + part + "\" in " + folder.resolve("out.txt"), () -> {
            assertThat(process.isAlive() || output().contains(part))
                    .as(this::output)
                    .isTrue();
            return output().contains(part);
        });
        return this;
    }

    /** Waits for a good end; gives what {@code summary.json} says. */
    JsonNode summary() throws IOException, InterruptedException {
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(this::output).isZero();
        return new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
    }

    /** Removes the event log: that of a killed driver ends in the middle of a line. */
    void forgetEvents() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("events"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    String output() {
        try {
            return Files.readString(folder.resolve("out.txt"));
        } catch (IOException e) {
            return "";
        }
    }
}
