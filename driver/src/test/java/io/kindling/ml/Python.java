package io.kindling.ml;

import io.kindling.driver.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the machine's python3.
 *
 * @param folder for its output, and for what it compiles
 */
record Python(Path folder) {
    private static final int MOST_SECONDS = 600;
    /** What kindling.jar has of others. */
    private static final List<String> IN_THE_JAR =
            List.of("worker-kernels", "openblas", "javacpp", "picocli", "progressbar", "jline", "snakeyaml", "tribuo");

    boolean isThere() throws InterruptedException {
        try {
            return run(Map.of(), List.of("--version")).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    Outcome run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        Path out = folder.resolve("python-out.txt");
        Path err = folder.resolve("python-err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .put("PYTHONPYCACHEPREFIX", folder.resolve("compiled").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Still running after " + MOST_SECONDS + " s: " + command);
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Kindling's classes and what its jar brings, of the tests' class path: PySpark has a Spark of its own. */
    static String classPathBesideSparks() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(Python::isKindlings)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isKindlings(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return name.equals("classes") || IN_THE_JAR.stream().anyMatch(name::startsWith);
    }
}
