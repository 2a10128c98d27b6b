package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Figures;
import io.kindling.driver.run.ModelEvaluation;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.store.StoredModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kindling evaluate --model DIR}. */
@Command(
        name = "evaluate",
        description = "Loss and metrics of a trained model on labelled rows; by default on its run's test source.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "DIR", required = true, description = "a run directory or its model/")
    private String model;

    @Mixin
    private SourceOptions source;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() {
        StoredModel stored = StoredModel.load(Location.of(model));
        SourceConfig rows = source.source().orElseGet(this::testSource);
        try (SparkCluster cluster = spark.open("evaluate", Map.of())) {
            ModelEvaluation.figures(
                            cluster,
                            stored,
                            cluster.pipeline(StoredModel.directory(Location.of(model)), stored.model()),
                            rows)
                    .forEach((name, figure) -> System.out.printf("%-16s %s%n", name, Figures.of(figure)));
        }
        return 0;
    }

    /** The test source of the run that made the model. */
    private SourceConfig testSource() {
        Location directory = Location.of(model);
        RunConfig run = RunDirectory.config(directory.resolve("config.yaml"), List.of())
                .or(() -> RunDirectory.config(directory.sibling("config.yaml"), List.of()))
                .orElseThrow(() -> new UserException("Which rows? Give --path, --table or --images; " + model
                        + " is not in a run directory whose config.yaml has a test source."));
        return run.data()
                .test()
                .orElseThrow(() -> new UserException("Which rows? Give --path, --table or --images; the config.yaml of "
                        + model + " has no data.test."));
    }
}
