package io.kindling.driver.cluster;

import io.kindling.driver.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A stand-in for a Spark distribution: a folder whose {@code jars/} holds links to Spark's jars of Maven's. Where the jar has
 * been packaged, these are just what a cluster would bring; else all jars of the tests' class path.
 *
 * @param folder what SPARK_HOME names
 */
record SparkHome(Path folder) {
    static SparkHome in(Path parent) throws IOException {
        Path jars = Files.createDirectories(parent.resolve("spark/jars"));
        Path packaged = Home.path("driver/target/spark-classpath.txt");
        String classPath = Files.exists(packaged) ? Files.readString(packaged) : System.getProperty("java.class.path");
        for (String entry : classPath.strip().split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !entry.contains("io/kindling")) {
                Path link = jars.resolve(jar.getFileName().toString());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, jar);
                }
            }
        }
        return new SparkHome(jars.getParent());
    }

    /**
     * A JVM that runs a class of Spark, on loopback.
     *
     * @param options for Java
     * @param log where it writes
     */
    ProcessBuilder java(List<String> options, Path log, String... classAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("@" + Home.path("conf/jvm.options"));
        command.addAll(options);
        command.addAll(List.of("-cp", folder.resolve("jars") + "/*"));
        command.addAll(Arrays.asList(classAndArguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", folder.toString(),
                        "SPARK_SCALA_VERSION", "2.13",
                        "SPARK_LOCAL_IP", "127.0.0.1"));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return builder;
    }
}
