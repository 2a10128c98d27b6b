package io.kindling.driver.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What it costs to watch the layers: whole runs with {@code training.watch_every_steps} as it is by default, and with none, in turn.
 * Arguments: rounds, configurations.
 */
final class WatchBench {
    private static final List<String> USUAL = List.of("mnist-mlp", "diamonds");

    private WatchBench() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        List<String> names = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : USUAL;
        Path folder = Files.createTempDirectory("watch");
        System.out.println(
                "| configuration | rows/s unwatched | rows/s watched | cost, median of rounds | from | to |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        try (SparkCluster cluster = SparkCluster.open("watch", Optional.of("local[2]"), Map.of())) {
            for (String name : names) {
                rowsPerSecond(cluster, folder.resolve(name + "-warm"), name, List.of());
                List<Double> without = new ArrayList<>();
                List<Double> with = new ArrayList<>();
                double[] costs = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    Path run = folder.resolve(name + "-" + round);
                    without.add(rowsPerSecond(
                            cluster, run.resolve("without"), name, List.of("training.watch_every_steps=0")));
                    with.add(rowsPerSecond(cluster, run.resolve("with"), name, List.of()));
                    costs[round] = without.get(round) / with.get(round) - 1;
                }
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %,.0f | %,.0f | %.1f %% | %.1f %% | %.1f %% |%n",
                        name,
                        median(without),
                        median(with),
                        100 * TrainingBench.median(costs),
                        100 * Arrays.stream(costs).min().orElseThrow(),
                        100 * Arrays.stream(costs).max().orElseThrow());
            }
        }
    }

    private static double median(List<Double> values) {
        return TrainingBench.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double rowsPerSecond(SparkCluster cluster, Path run, String name, List<String> settings)
            throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        new TrainingRun(
                        ConfigLoader.load(Path.of("conf", name + ".yaml"), settings),
                        RunDirectory.create(run),
                        cluster,
                        nowhere,
                        0,
                        List.of())
                .execute();
        return new ObjectMapper()
                .readTree(run.resolve("summary.json").toFile())
                .get("rows_per_second")
                .doubleValue();
    }
}
