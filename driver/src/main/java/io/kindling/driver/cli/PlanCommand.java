package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.plan.Forecast;
import io.kindling.driver.plan.Measured;
import io.kindling.driver.plan.Network;
import io.kindling.driver.report.PlanTable;
import io.kindling.driver.run.TrialRun;
import io.kindling.driver.spark.SparkCluster;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kindling plan CONF}. */
@Command(
        name = "plan",
        description =
                "Takes some steps of a run where it is, and says what a step and an epoch would take on other clusters.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private RunFile run;

    @Option(
            names = "--executors",
            paramLabel = "N[,N…]",
            split = ",",
            defaultValue = "1,2,4,8,16",
            description = "clusters to forecast, by their executors; by default ${DEFAULT-VALUE}")
    private List<Integer> executors;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "1",
            description = "task slots of each executor; by default ${DEFAULT-VALUE}")
    private int cores;

    @Option(
            names = "--network",
            paramLabel = "SPEED",
            description = "each machine's link, as 10gbit or 100mbit; by default sending takes what it took here")
    private Optional<String> network = Optional.empty();

    @Option(
            names = "--host-cores",
            paramLabel = "N",
            description = "cores that all executors and the driver share, if they are on one machine")
    private Optional<Integer> hostCores = Optional.empty();

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() {
        demandPositive("--executors", executors);
        demandPositive("--cores", List.of(cores));
        hostCores.ifPresent(all -> demandPositive("--host-cores", List.of(all)));
        Optional<Network> link = network.map(PlanCommand::network);
        RunConfig config = run.load();
        try (SparkCluster cluster = spark.open(config)) {
            Measured measured = TrialRun.measure(config, cluster, System.out);
            if (cluster.isOneJvm()) {
                System.out.println(
                        "Measured in one JVM, where parameters and sums are handed on without being sent: what"
                                + " sending them to other JVMs takes is not in the forecast. To have it, plan on a cluster of this"
                                + " machine (scripts/cluster start).");
            }
            List<Forecast> forecasts = executors.stream()
                    .map(count -> new Forecast.Cluster(
                            count,
                            cores,
                            link,
                            hostCores,
                            config.spark().shards().given()))
                    .map(asked -> Forecast.of(measured, asked))
                    .toList();
            PlanTable.lines(measured, forecasts).forEach(System.out::println);
        }
        return 0;
    }

    private static void demandPositive(String option, List<Integer> numbers) {
        for (int number : numbers) {
            if (number < 1) {
                throw new UserException(option + " has " + number + "; wanted is 1 or more.");
            }
        }
    }

    private static Network network(String text) {
        try {
            return Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UserException("--network: " + e.getMessage(), e);
        }
    }
}
