package io.kindling.driver;

import io.kindling.driver.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands in a new process, started as {@code scripts/kindling} does it. */
public record OtherJvm(Path folder, List<String> classPath) {
    private static final int MOST_SECONDS = 120;

    /** On the class path of the tests. */
    public OtherJvm(Path folder) {
        this(folder, List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    /** The same without the jars whose file names begin like this. */
    public OtherJvm without(String jars) {
        List<String> others = classPath.stream()
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(jars))
                .toList();
        if (others.equals(classPath)) {
            throw new IllegalArgumentException("No " + jars + " among " + classPath);
        }
        return new OtherJvm(folder, others);
    }

    /**
     * Runs a command to its end.
     *
     * @param property such as {@code kindling.blas=java}
     */
    public Outcome run(String property, String... arguments) throws IOException, InterruptedException {
        return outcome(start(property, arguments));
    }

    /** Starts a command. */
    public Process start(String property, String... arguments) throws IOException {
        return startMain(Main.class, property, arguments);
    }

    /** Starts another program. */
    public Process startMain(Class<?> main, String property, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + Home.path("conf/jvm.options"),
                "-Xmx1g",
                "-Dlog4j2.configurationFile=" + Home.path("conf/log4j2.properties"),
                "-D" + property,
                "-cp",
                String.join(File.pathSeparator, classPath),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
    }

    /** Waits for the end of what was started. */
    public Outcome outcome(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Still running after " + MOST_SECONDS + " s: " + process.info());
        }
        return new Outcome(process.exitValue(), Files.readString(out()), withoutJavasOwn(Files.readString(err())));
    }

    /** Where standard output goes. */
    public Path out() {
        return folder.resolve("out.txt");
    }

    private Path err() {
        return folder.resolve("err.txt");
    }

    /** Java itself says that it uses a module in incubation, and newer ones what Spark's libraries do that will be forbidden. */
    private static String withoutJavasOwn(String err) {
        return err.replaceAll("(?m)^WARNING: .*\\R\\R?", "");
    }
}
