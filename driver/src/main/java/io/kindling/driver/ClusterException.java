package io.kindling.driver;

/**
 * The cluster, or code that ran on it, failed: an executor without memory, no executor at all, a session that was stopped. The
 * message says what was going on, what happened and what to do; it is shown without a stack trace, and the cause is kept.
 */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
