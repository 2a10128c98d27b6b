package io.kindling.driver.cli;

import io.kindling.driver.StartFolder;
import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling train CONF}. */
@Command(
        name = "train",
        description = "Trains the model of a YAML file and fills a run directory.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONF", description = "the YAML file, for example conf/mnist-mlp.yaml")
    private Path conf;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "overrides a setting: --set training.epochs=3; may be repeated")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description = "where the run is written; by default runs/NAME-TIME")
    private Optional<Path> runDirectory = Optional.empty();

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() {
        demandRunDirectoryThatIsFound();
        RunConfig config = ConfigLoader.load(conf, overrides);
        RunDirectory directory =
                runDirectory.map(RunDirectory::create).orElseGet(() -> RunDirectory.fresh(config.name()));

        try (SparkCluster cluster = spark.open(config.name(), config.spark().conf())) {
            TrainingRun run = new TrainingRun(config, directory, cluster, System.out, Terminal.columns(), List.of());
            Interrupts.onInterrupt(run::stop);
            run.execute();
        } finally {
            directory.removeIfEmpty();
        }
        return 0;
    }

    private void demandRunDirectoryThatIsFound() {
        if (StartFolder.isOnCluster() && !runDirectory.map(Path::isAbsolute).orElse(false)) {
            throw new UserException(
                    "With --deploy-mode cluster the driver runs in a folder of its own on a machine of the"
                            + " cluster, where nobody would look for the run: give --run-dir a path from the root (/...) that"
                            + " every machine sees.");
        }
    }
}
