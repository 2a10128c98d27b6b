package io.kindling.driver.spark.data.source;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.fault.Causes;
import java.util.Arrays;
import java.util.Optional;

/** What Spark threw, told in a line. */
public final class Failures {
    private static final String TASK = "org.apache.spark.scheduler.Task";

    private Failures() {}

    /**
     * The user's mistake behind a failure; where it is none, but ours or the cluster's, the failure itself.
     *
     * @param failure as Spark threw it, often wrapped several times
     * @param context where it happened: {@code data.train}
     */
    public static RuntimeException explain(Throwable failure, String context) {
        Throwable cause = failure;
        while (!(cause instanceof UserException) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof UserException user) {
            return user;
        }
        Optional<Throwable> file = unreadableFile(failure);
        if (file.isPresent()) {
            return new UserException(
                    context + ": " + firstLine(file.get()) + " " + because(cause, file.get())
                            + "The file is damaged, or not of this format: fetch or write it again.",
                    failure);
        }
        if (isOurs(cause)
                || new Causes(failure).areOfTheCluster()
                || String.valueOf(cause.getMessage()).startsWith("Job aborted")) {
            return failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(context + ": " + failure.getMessage(), failure);
        }
        return new UserException(context + ": " + firstLine(cause), failure);
    }

    /**
     * What a task threw, where that is neither a message for the user, nor a file that cannot be read, nor an error of the
     * JVM such as lack of memory.
     */
    public static Optional<Throwable> thrownByATask(Throwable failure) {
        Throwable cause = failure;
        boolean inATask = isOfATask(failure);
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
            inATask |= isOfATask(cause);
        }
        boolean told = cause instanceof UserException
                || cause instanceof Error
                || unreadableFile(failure).isPresent();
        return inATask && !told ? Optional.of(cause) : Optional.empty();
    }

    private static boolean isOfATask(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(TASK));
    }

    /** What Spark says of a file that it cannot read, with its path; what lies below only says what is wrong in it. */
    private static Optional<Throwable> unreadableFile(Throwable failure) {
        for (Throwable t = failure; t != null && t.getCause() != t; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (message.startsWith("[FAILED_READ_FILE") || message.startsWith("[CANNOT_READ_FILE_FOOTER")) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    private static String because(Throwable cause, Throwable said) {
        return cause == said ? "" : "(" + firstLine(cause) + ") ";
    }

    private static boolean isOurs(Throwable cause) {
        return cause instanceof NullPointerException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof ClassCastException
                || cause instanceof IllegalStateException
                || cause instanceof Error;
    }

    /** The first sentence that a person can read, without Spark's error class and stack trace. */
    public static String firstLine(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String line = message.strip().lines().findFirst().orElse(cause.toString());
        return line.replaceFirst("^\\[[A-Z_.0-9]+]\\s*", "").replaceFirst("\\s*SQLSTATE: \\w+.*$", "");
    }
}
