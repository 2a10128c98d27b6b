package io.kindling.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands in a new process, started as {@code scripts/kindling} does it, on the class path of the tests. */
record OtherJvm(Path folder) {
    private static final Path HOME = Path.of(System.getProperty("kindling.home", "."));
    private static final int MOST_SECONDS = 120;

    /**
     * Runs a command.
     *
     * @param property such as {@code kindling.blas=java}
     */
    Outcome run(String property, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + HOME.resolve("conf/jvm.options"),
                "-Xmx1g",
                "-Dlog4j2.configurationFile=" + HOME.resolve("conf/log4j2.properties"),
                "-D" + property,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Still running after " + MOST_SECONDS + " s: " + command);
        }
        return new Outcome(process.exitValue(), Files.readString(out), withoutJavasOwn(Files.readString(err)));
    }

    /** Java itself says that it uses a module in incubation, before Kindling is asked. */
    private static String withoutJavasOwn(String err) {
        return err.replaceFirst("^WARNING: Using incubator modules: .*\\R", "");
    }
}
