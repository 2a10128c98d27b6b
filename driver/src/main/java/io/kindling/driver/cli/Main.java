package io.kindling.driver.cli;

import io.kindling.driver.ClusterException;
import io.kindling.driver.KindlingVersion;
import io.kindling.driver.UserException;
import io.kindling.driver.train.DivergedException;
import io.kindling.kernels.attention.UnknownIdException;
import io.kindling.kernels.model.ModelTooLargeException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kindling COMMAND}. Exit codes: 0 done, 1 failed while running, 2 the user's input is wrong, 3 {@code check} says not ready or
 * {@code audit} finds an error in the data. */
@Command(
        name = "kindling",
        description = "Trains neural networks where the data already is: on Apache Spark.",
        mixinStandardHelpOptions = true,
        version = "kindling " + KindlingVersion.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        footer = "Classes of your own, such as layers, come from jars: kindling --jars my.jar,other.jar COMMAND ...",
        subcommands = {
            TrainCommand.class,
            AuditCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ReportCommand.class,
            GenerateCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            InfoCommand.class
        })
public final class Main {
    /** Failed while running. */
    static final int FAILED = 1;
    /** The user's input is wrong. */
    static final int WRONG_INPUT = 2;
    /** A check says that training would be in vain, or an audit that its result would mean nothing. */
    static final int NOT_READY = 3;

    public static void main(String[] arguments) {
        System.exit(run(System.err, arguments));
    }

    /** Runs a command and says what to exit with. */
    public static int run(PrintStream err, String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(err, true, Charset.defaultCharset()))
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, err))
                .execute(arguments);
    }

    private static int report(Exception failure, PrintStream err) {
        if (failure instanceof UserException || failure instanceof ModelTooLargeException) {
            err.println(failure.getMessage());
            return WRONG_INPUT;
        }
        Optional<String> unknownId = unknownId(failure);
        if (unknownId.isPresent()) {
            err.println(unknownId.get());
            return WRONG_INPUT;
        }
        if (failure instanceof DivergedException || failure instanceof ClusterException) {
            err.println(failure.getMessage());
            return FAILED;
        }
        failure.printStackTrace(err);
        return FAILED;
    }

    /** What is wrong with a row's ids, which only shows on the executors. */
    private static Optional<String> unknownId(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownIdException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
