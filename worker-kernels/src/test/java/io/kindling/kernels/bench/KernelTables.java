package io.kindling.kernels.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs benchmarks of this module and prints a Markdown table of each class: what is compared side by side, the score and its error
 * in each cell. What JMH prints meanwhile goes to the standard error. {@code scripts/bench kernels [JMH's arguments]}.
 */
public final class KernelTables {
    /** The parameter that says by whose hand something is computed. */
    private static final String COMPARED = "kind";

    private KernelTables() {}

    public static void main(String[] arguments) throws Exception {
        CommandLineOptions options = new CommandLineOptions(arguments);
        PrintStream out = System.out;
        System.setOut(System.err);
        Collection<RunResult> results = new Runner(options).run();
        System.setOut(out);
        Map<String, Table> tables = new LinkedHashMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
            tables.computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), Table::new)
                    .add(result);
        }
        tables.values().forEach(Table::print);
    }

    /** Of a class: a line for what is computed, a column for each that computes it. */
    private static final class Table {
        private final String type;
        private final Set<String> columns = new LinkedHashSet<>();
        private final Map<String, Map<String, String>> lines = new LinkedHashMap<>();
        private String unit = "";

        Table(String type) {
            this.type = type;
        }

        void add(RunResult result) {
            BenchmarkParams parameters = result.getParams();
            String benchmark = parameters.getBenchmark();
            String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            Collection<String> keys = parameters.getParamsKeys();
            boolean compared = keys.contains(COMPARED);
            String line = Stream.concat(
                            keys.stream()
                                    .filter(key -> !key.equals(COMPARED))
                                    .map(key -> key + " " + parameters.getParam(key)),
                            compared ? Stream.of(method) : Stream.empty())
                    .collect(Collectors.joining(", "));
            String column = compared ? parameters.getParam(COMPARED) : method;
            Result<?> counted = result.getSecondaryResults().get("gigaflops");
            Result<?> score = counted != null ? counted : result.getPrimaryResult();
            unit = counted != null ? "GFLOP/s" : score.getScoreUnit();
            columns.add(column);
            lines.computeIfAbsent(line, key -> new LinkedHashMap<>())
                    .put(column, number(score.getScore()) + " ± " + number(score.getScoreError()));
        }

        void print() {
            System.out.printf("%n%s, %s%n%n", type, unit);
            System.out.println("| | " + String.join(" | ", columns) + " |");
            System.out.println("| --- |" + " --- |".repeat(columns.size()));
            lines.forEach((line, cells) -> System.out.println("| " + line + " | "
                    + columns.stream()
                            .map(column -> cells.getOrDefault(column, "–"))
                            .collect(Collectors.joining(" | "))
                    + " |"));
        }

        /** With three digits or all before the point. */
        private static String number(double value) {
            int decimals = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.max(1e-3, Math.abs(value)))));
            return String.format(Locale.ROOT, "%,." + decimals + "f", value);
        }
    }
}
