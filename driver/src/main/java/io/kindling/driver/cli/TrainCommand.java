package io.kindling.driver.cli;

import io.kindling.driver.StartFolder;
import io.kindling.driver.UserException;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.html.LiveReport;
import io.kindling.driver.run.FinishedRun;
import io.kindling.driver.run.RunDirectory;
import io.kindling.driver.run.TrainingRun;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kindling train CONF}. */
@Command(
        name = "train",
        description = "Trains the model of a YAML file and fills a run directory.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "CONF",
            description = "the YAML file, for example conf/mnist-mlp.yaml; with --resume the run's own by default")
    private Optional<Path> conf = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "overrides a setting: --set training.epochs=3; may be repeated")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description = "where the run is written, on any file system that Hadoop knows; by default runs/NAME-TIME")
    private Optional<String> runDirectory = Optional.empty();

    @Option(
            names = "--resume",
            description = "goes on with the run in --run-dir from its newest checkpoint, or begins it if there is none")
    private boolean resume;

    @Option(
            names = "--live",
            description = "shows the run's report while it trains, to browsers on this machine: prints the address")
    private boolean live;

    @Option(
            names = "--audit",
            description = "looks at the data first, as kindling audit does; what it finds stands in the run's report")
    private boolean audit;

    @Mixin
    private SparkOptions spark;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        demandRunDirectoryThatIsFound();
        if (resume && runDirectory.isEmpty()) {
            throw new UserException("--resume needs --run-dir DIR, the directory of the run to go on with.");
        }
        RunConfig config = config();
        RunDirectory directory = runDirectory
                .map(text -> Location.of(text, config.spark().conf()))
                .map(resume ? RunDirectory::resume : RunDirectory::create)
                .orElseGet(() -> RunDirectory.fresh(config.name()));
        Optional<String> done = resume ? FinishedRun.nothingLeft(directory, config) : Optional.empty();
        if (done.isPresent()) {
            System.out.println(done.get());
            return 0;
        }
        try (SparkCluster cluster = spark.open(config)) {
            List<TrainingListener> listeners = new ArrayList<>();
            if (audit) {
                listeners.add(audited(config, directory, cluster));
            }
            if (live) {
                try (LiveReport page =
                        new LiveReport(directory.path(), config.training().logEverySteps())) {
                    System.out.println("live: " + page.address());
                    listeners.add(page);
                    train(config, directory, cluster, listeners);
                }
            } else {
                train(config, directory, cluster, listeners);
            }
        } finally {
            directory.removeIfEmpty();
        }
        return 0;
    }

    /** Looks at the data now; the findings go into the directory when training has begun, as without it there is no run. */
    private static TrainingListener audited(RunConfig config, RunDirectory directory, SparkCluster cluster) {
        AuditReport report = cluster.audit(config, config.model().model());
        report.lines().forEach(System.out::println);
        return new TrainingListener() {
            @Override
            public void started(TrainingPlan plan) {
                directory.write(AuditReport.FILE, report.json());
            }
        };
    }

    private static void train(
            RunConfig config, RunDirectory directory, SparkCluster cluster, List<TrainingListener> listeners) {
        TrainingRun run = new TrainingRun(config, directory, cluster, System.out, Terminal.columns(), listeners);
        Interrupts.onInterrupt(run::stop);
        run.execute();
    }

    private RunConfig config() {
        if (conf.isPresent()) {
            return ConfigLoader.load(conf.get(), overrides);
        }
        if (!resume) {
            throw new ParameterException(command.commandLine(), "Missing required parameter: 'CONF'");
        }
        Location directory = Location.of(runDirectory.orElseThrow());
        return RunDirectory.config(directory.resolve("config.yaml"), overrides)
                .orElseThrow(() -> new UserException(directory
                        + " has no config.yaml: the run had not begun. Give CONF," + " the YAML file, as well."));
    }

    private void demandRunDirectoryThatIsFound() {
        if (StartFolder.isOnCluster() && !runDirectory.map(Location::isFromRoot).orElse(false)) {
            throw new UserException(
                    "With --deploy-mode cluster the driver runs in a folder of its own on a machine of the"
                            + " cluster, where nobody would look for the run: give --run-dir a path from the root (/...) that"
                            + " every machine sees, or a URL such as hdfs://...");
        }
    }
}
