package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.kernels.Kernels;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that runs on Spark. */
final class SparkOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "the Spark master; by default the one that spark-submit gives, or local[*]")
    private Optional<String> master = Optional.empty();

    /**
     * A session with these settings.
     *
     * @throws UserException if this JVM cannot compute as it is told to, or Spark cannot be started
     */
    SparkCluster open(String name, Map<String, String> conf) {
        demandKernels();
        return SparkCluster.open(name, master, conf);
    }

    /** Chooses what multiplies matrices, so that a choice that is none shows before any row is read. */
    static void demandKernels() {
        try {
            Kernels.best();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UserException(e.getMessage(), e);
        }
    }
}
