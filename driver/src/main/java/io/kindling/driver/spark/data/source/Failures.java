package io.kindling.driver.spark.data.source;

import io.kindling.driver.UserException;

/** What Spark threw, told in a line. */
public final class Failures {
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
        if (isOurs(cause) || String.valueOf(cause.getMessage()).startsWith("Job aborted")) {
            return failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(context + ": " + failure.getMessage(), failure);
        }
        return new UserException(context + ": " + firstLine(cause), failure);
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
