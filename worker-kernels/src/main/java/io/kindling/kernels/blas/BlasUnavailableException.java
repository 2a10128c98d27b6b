package io.kindling.kernels.blas;

/** A kind of {@link Blas} does not work in this JVM. The message tells the cause, then the cure. */
final class BlasUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    BlasUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    BlasUnavailableException(String message) {
        super(message);
    }
}
