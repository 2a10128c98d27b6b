package io.kindling.driver.train;

/** The loss, the gradient or the parameters stopped being finite. The message says when, where, and what may be the cause. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}
