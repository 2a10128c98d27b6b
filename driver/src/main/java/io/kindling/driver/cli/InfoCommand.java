package io.kindling.driver.cli;

import io.kindling.driver.spark.SparkCluster;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kindling info}. */
@Command(
        name = "info",
        description = "Says what runs here: Java, Spark, the BLAS of each executor, why it was chosen, and its speed.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() {
        System.out.println("java      " + Runtime.version() + ", " + System.getProperty("java.vm.name"));
        System.out.println("machine   " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB heap");
        try (SparkCluster cluster = spark.open("info", Map.of())) {
            System.out.println("spark     " + cluster.describe());
            cluster.kernels().forEach((host, kernels) -> System.out.println("kernels   " + host + ": " + kernels));
        }
        return 0;
    }
}
