package io.kindling.driver.bench;

import io.kindling.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.package$;

/** Where this runs: {@code scripts/bench} prints it above what it measures. */
final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Prints when, where and by which versions. Arguments: the machine's load before, and those of {@code scripts/bench}. */
    public static void main(String[] arguments) throws IOException {
        List<String> command = List.of(arguments).subList(1, arguments.length);
        System.out.printf(
                Locale.ROOT,
                "%s, `scripts/bench %s`: %d threads of %s, %s; Java %s, Spark %s, %s; load before %s.%n%n",
                LocalDate.now(ZoneId.systemDefault()),
                String.join(" ", command),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("java.version"),
                package$.MODULE$.SPARK_VERSION(),
                Kernels.best().fingerprint(),
                arguments[0]);
    }

    /** The processor's name as Linux tells it, with what tells generations apart; elsewhere the architecture's. */
    private static String processor() throws IOException {
        if (!Files.exists(PROCESSOR)) {
            return System.getProperty("os.arch");
        }
        List<String> lines = Files.readAllLines(PROCESSOR);
        return Stream.of("model name", "cpu family", "model")
                .map(field -> field(lines, field))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        found -> found.get(0) + " (family " + found.get(1) + ", model " + found.get(2) + ")"));
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.matches(name + "\\s*:.*"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("?");
    }
}
