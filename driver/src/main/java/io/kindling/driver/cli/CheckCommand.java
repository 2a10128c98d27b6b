package io.kindling.driver.cli;

import io.kindling.driver.check.Check;
import io.kindling.driver.check.CheckReport;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkCluster;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kindling check CONF}. */
@Command(
        name = "check",
        description =
                "Asks in a minute what would spoil hours: memory, speed, first loss, gradients, whether a few rows are"
                        + " learned, learning rates, how long it takes. Exit code 3: not ready.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private RunFile run;

    @Mixin
    private OutFile out;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() {
        RunConfig config = run.load();
        Optional<Location> file = out.demandWritable(config.spark());
        try (SparkCluster cluster = spark.open(config)) {
            CheckReport report = Check.run(config, cluster, System.out::println);
            file.ifPresent(place -> OutFile.write(place, report.json()));
            return report.ready() ? 0 : Main.NOT_READY;
        }
    }
}
