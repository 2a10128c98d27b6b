package io.kindling.driver.tracking.mlflow;

/** A request did not do what it was to do. The message says why. */
final class MlflowException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean refused;

    private MlflowException(String message, boolean refused, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    /** The server has answered that it will not: asking again is of no use. */
    static MlflowException refused(String message) {
        return new MlflowException(message, true, null);
    }

    /** The server is not there, or not well. */
    static MlflowException unavailable(String message, Throwable cause) {
        return new MlflowException(message, false, cause);
    }

    boolean isRefused() {
        return refused;
    }
}
