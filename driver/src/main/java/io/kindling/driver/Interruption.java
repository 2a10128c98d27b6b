package io.kindling.driver;

/** A thread that was told to leave what it waits for, as by whoever stops a notebook's cell. */
public final class Interruption {
    private Interruption() {}

    /** Whether that is what a failure came of; one of the cluster is none, as its waits are ended by interruptions, too. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure;
                cause != null && !(cause instanceof ClusterException);
                cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
