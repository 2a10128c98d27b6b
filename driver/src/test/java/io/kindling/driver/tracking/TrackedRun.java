package io.kindling.driver.tracking;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.report.Summary;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small training on real mails, all the way from its YAML to its run directory. */
public final class TrackedRun {
    /** Without its section {@code tracking}. */
    public static final String YAML = """
            name: tracked
            seed: 5
            data:
              train: {path: "%1$s", where: id %% 9 = 0}
              validation: {fraction: 0.2}
              test: {path: "%1$s", where: id %% 9 = 1}
              exclude: [id]
              label: {column: type, classes: [nonspam, spam]}
              log1p: true
              standardize: true
            model:
              input: [57]
              layers: [dense: 12, batch_norm, relu, dropout: 0.3, dense: 1]
              loss: binary_cross_entropy
            training:
              batch_size: 97
              epochs: 3
              optimizer: {adam: {learning_rate: 0.05}}
              validate_every_steps: 2
              log_every_steps: 3
            engine: local
            spark: {shards: 2}
            """.formatted(Home.path("examples/data/spambase/spambase.csv.gz"));

    private TrackedRun() {}

    /** Runs to the end. */
    public static Summary run(String yaml, RunDirectory directory, TrainingListener... listeners) {
        return runUntil(Long.MAX_VALUE, yaml, directory, listeners);
    }

    /** Runs until a step, and then stops as by Ctrl-C. */
    public static Summary runUntil(long until, String yaml, RunDirectory directory, TrainingListener... listeners) {
        TrainingRun[] self = new TrainingRun[1];
        List<TrainingListener> all = new ArrayList<>(List.of(listeners));
        all.add(new TrainingListener() {
            @Override
            public void step(StepReport step) {
                if (step.step() >= until) {
                    self[0].stop();
                }
            }
        });
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        SparkCluster cluster = SparkCluster.of(SparkExtension.session());
        self[0] = new TrainingRun(ConfigLoader.parse("test", yaml), directory, cluster, nowhere, 0, all);
        return self[0].execute();
    }

    /**
     * What metrics.csv says, by the names of the figures in trackers: {@code validation/accuracy at 12}. Times are left out, and
     * the epoch is there for each line.
     */
    public static Map<String, Double> metrics(RunDirectory directory) throws IOException {
        List<String> lines = new String(directory.metrics().bytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String[] header = lines.get(0).split(",", -1);
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int i = 1; i < cells.length; i++) {
                if (!cells[i].isEmpty() && !header[i].endsWith("_ms")) {
                    String name = header[i]
                            .replaceFirst("^validation_", "validation/")
                            .replace("train_loss", "train/loss")
                            .replace("gradient_norm", "train/gradient_norm");
                    figures.put(name + " at " + cells[0], Double.parseDouble(cells[i]));
                }
            }
        }
        return figures;
    }
}
