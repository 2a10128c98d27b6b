package io.kindling.driver.cli;

import io.kindling.driver.spark.SparkCluster;
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

    /** A session with these settings. */
    SparkCluster open(String name, Map<String, String> conf) {
        return SparkCluster.open(name, master, conf);
    }
}
