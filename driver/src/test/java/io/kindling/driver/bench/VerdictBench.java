package io.kindling.driver.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.train.DivergedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often verdicts are right: the broken configurations and good ones, each with several seeds. Prints for each how many of its
 * runs had the verdict that they should have, and which others there were. Arguments: how many seeds, and names of good
 * configurations beyond the quick ones.
 */
final class VerdictBench {
    private static final Map<String, String> BROKEN = new LinkedHashMap<>();

    static {
        BROKEN.put("unscaled-features", "unscaled_features");
        BROKEN.put("learning-rate-too-high", "learning_rate_too_high");
        BROKEN.put("learning-rate-too-low", "learning_rate_too_low");
        BROKEN.put("dead-relu", "dead_relu");
        BROKEN.put("vanishing-gradients", "vanishing_gradients");
        BROKEN.put("exploding-gradients", "exploding_gradients");
        BROKEN.put("overfitting", "overfitting");
        BROKEN.put("labels-by-chance", "suspicious_success");
        BROKEN.put("underfitting", "underfitting");
        BROKEN.put("noisy-validation", "noisy_validation");
        BROKEN.put("rare-class", "class_never_predicted");
    }

    private VerdictBench() {}

    public static void main(String[] arguments) throws IOException {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        List<String> good =
                new ArrayList<>(List.of("spam-neuron", "spam-mlp", "spam-logistic", "diamonds", "mnist-mlp"));
        good.addAll(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
        Path folder = Files.createTempDirectory("verdicts");
        System.out.println("| configuration | expected | runs | as expected | besides |");
        System.out.println("| --- | --- | --- | --- | --- |");
        try (SparkCluster cluster = SparkCluster.open("verdicts", Optional.of("local[2]"), Map.of())) {
            for (Map.Entry<String, String> broken : BROKEN.entrySet()) {
                line(cluster, folder, "broken/" + broken.getKey(), Optional.of(broken.getValue()), seeds);
            }
            for (String name : good) {
                line(cluster, folder, name, Optional.empty(), seeds);
            }
        }
    }

    private static void line(SparkCluster cluster, Path folder, String name, Optional<String> expected, int seeds)
            throws IOException {
        int right = 0;
        List<String> besides = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            List<String> found = verdicts(cluster, folder.resolve(name + "-" + seed), name, seed);
            right += expected.map(found::contains).orElse(found.isEmpty()) ? 1 : 0;
            for (String id : found) {
                if (!expected.equals(Optional.of(id))) {
                    besides.add(id + " (seed " + seed + ")");
                }
            }
        }
        System.out.println("| " + name + " | " + expected.orElse("none") + " | " + seeds + " | " + right + " | "
                + String.join(", ", besides) + " |");
    }

    private static List<String> verdicts(SparkCluster cluster, Path run, String name, int seed) throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new TrainingRun(
                            ConfigLoader.load(Path.of("conf", name + ".yaml"), List.of("seed=" + seed)),
                            RunDirectory.create(run),
                            cluster,
                            nowhere,
                            0,
                            List.of())
                    .execute();
        } catch (DivergedException e) {
            // The verdict says so.
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode verdict : new ObjectMapper()
                .readTree(run.resolve("verdicts.json").toFile())
                .get("verdicts")) {
            ids.add(verdict.get("id").textValue());
        }
        return ids;
    }
}
