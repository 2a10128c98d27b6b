package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.kernels.Kernels;
import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that runs on Spark. */
final class SparkOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "the Spark master; by default the one that spark-submit gives, or local[*]")
    private Optional<String> master = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** scripts/kindling takes it out of the arguments: a JVM that runs gets no further jars. */
    @Option(
            names = "--jars",
            paramLabel = "JAR[,JAR…]",
            description = "jars with classes of your own, such as layers; scripts/kindling puts them on the class path")
    void jars(String jars) {
        String here = System.getProperty("java.class.path");
        if (!Arrays.asList(here.split(File.pathSeparator)).containsAll(Arrays.asList(jars.split(",")))) {
            throw new ParameterException(
                    command.commandLine(),
                    "--jars names jars that are not on the class path. It is an option of scripts/kindling, and of"
                            + " spark-submit in front of kindling.jar; with java alone, add the jars to its -cp");
        }
    }

    /**
     * A session with these settings.
     *
     * @throws UserException if this JVM cannot compute as it is told to, or Spark cannot be started
     */
    SparkCluster open(String name, Map<String, String> conf) {
        demandKernels();
        return SparkCluster.open(name, master, conf);
    }

    /** As the other, for a run. */
    SparkCluster open(RunConfig config) {
        demandKernels();
        return SparkCluster.open(config.name(), master, config.spark());
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
