package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.Figures;
import io.kindling.driver.run.ModelEvaluation;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.store.StoredModel;
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
        Location location = Location.of(model);
        StoredModel stored = StoredModel.load(location);
        RunOfModel run = RunOfModel.beside(location);
        SourceConfig rows = source.source().orElseGet(() -> testSource(run));
        try (SparkCluster cluster = spark.open("evaluate", run.sparkConf())) {
            ModelEvaluation.figures(
                            cluster, stored, cluster.pipeline(StoredModel.directory(location), stored.model()), rows)
                    .forEach((name, figure) -> System.out.printf("%-16s %s%n", name, Figures.of(figure)));
        }
        return 0;
    }

    /** The test source of the run that made the model. */
    private SourceConfig testSource(RunOfModel run) {
        RunConfig config = run.config()
                .orElseThrow(() -> new UserException("Which rows? Give --path, --table or --images; " + model
                        + " is not in a run directory whose config.yaml has a test source."));
        return config.data()
                .test()
                .orElseThrow(() -> new UserException("Which rows? Give --path, --table or --images; the config.yaml of "
                        + model + " has no data.test."));
    }
}
