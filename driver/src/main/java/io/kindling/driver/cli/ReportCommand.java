package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.html.Report;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling report RUN…}. */
@Command(
        name = "report",
        description =
                "Makes a run's report.html anew from the files of its directory, or compares several runs on one page.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "the directory of a run; of several, a page that compares them")
    private List<String> runs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "the page to write; by default report.html in the run's directory, of several runs comparison.html here")
    private Optional<String> out = Optional.empty();

    @Override
    public Integer call() {
        List<Location> directories = runs.stream().map(Location::of).toList();
        Location file = out.map(Location::of)
                .orElseGet(() -> directories.size() == 1
                        ? directories.get(0).resolve(Report.FILE)
                        : Location.of("comparison.html"));
        try {
            Report.write(directories, file);
        } catch (IOException e) {
            throw new UserException(file + " cannot be written (" + e.getMessage() + "); give another --out", e);
        }
        System.out.println("report: " + file);
        return 0;
    }
}
