package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.predict.Predictions;
import io.kindling.driver.store.StoredModel;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kindling predict --model DIR}. */
@Command(
        name = "predict",
        description = "Adds a model's predictions to rows and writes them; without --out, shows the first ones.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Option(names = "--model", paramLabel = "DIR", required = true, description = "a run directory or its model/")
    private String model;

    @Mixin
    private SourceOptions source;

    @Option(names = "--out", paramLabel = "PATH", description = "where the rows are written; must not exist yet")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--out-format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet (default), json, orc or any other format that Spark writes arrays in")
    private String outFormat;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() {
        Location location = Location.of(model);
        StoredModel stored = StoredModel.load(location);
        SourceConfig rows =
                source.source().orElseThrow(() -> new UserException("Which rows? Give --path, --table or --images."));
        try (SparkCluster cluster =
                spark.open("predict", RunOfModel.beside(location).sparkConf())) {
            FeaturePipeline pipeline = cluster.pipeline(StoredModel.directory(location), stored.model());
            Predictions predictions = cluster.predict(rows, pipeline, stored.model(), stored.parameters());
            if (out.isPresent()) {
                predictions.write(outFormat, out.get());
                System.out.println("predictions: " + out.get());
            } else {
                predictions.show(SHOWN);
            }
        }
        return 0;
    }
}
