package io.kindling.driver.spark.data.source;

import io.kindling.driver.config.UserException;

/** What Spark threw, told in a line. */
public final class Failures {
    private Failures() {}

    /**
     * The user's mistake behind a failure.
     *
     * @param failure as Spark threw it, often wrapped several times
     * @param context where it happened: {@code data.train}
     */
    public static UserException explain(Throwable failure, String context) {
        Throwable cause = failure;
        while (!(cause instanceof UserException) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof UserException user) {
            return user;
        }
        return new UserException(context + ": " + firstLine(cause), failure);
    }

    /** The first sentence that a person can read, without Spark's error class and stack trace. */
    public static String firstLine(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String line = message.strip().lines().findFirst().orElse(cause.toString());
        return line.replaceFirst("^\\[[A-Z_.0-9]+]\\s*", "").replaceFirst("\\s*SQLSTATE: \\w+.*$", "");
    }
}
