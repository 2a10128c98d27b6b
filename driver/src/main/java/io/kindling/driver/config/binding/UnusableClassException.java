package io.kindling.driver.config.binding;

/** The class that a name beyond the listed ones stands for cannot be used: it is not there, or not of the right kind. */
public final class UnusableClassException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public UnusableClassException(String message) {
        super(message);
    }

    public UnusableClassException(String message, Throwable cause) {
        super(message, cause);
    }
}
