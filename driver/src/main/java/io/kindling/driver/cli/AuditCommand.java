package io.kindling.driver.cli;

import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Severity;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkCluster;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kindling audit CONF}. */
@Command(
        name = "audit",
        description =
                "Looks for what spoils a training in the data themselves: labels shifted by a row, rows of the test among"
                        + " those to learn from, columns that tell the label, and more. Exit code 3: there are errors.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
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
            AuditReport report = cluster.audit(config, config.model().model());
            report.lines().forEach(System.out::println);
            file.ifPresent(place -> OutFile.write(place, report.json()));
            return report.count(Severity.ERROR) == 0 ? 0 : Main.NOT_READY;
        }
    }
}
