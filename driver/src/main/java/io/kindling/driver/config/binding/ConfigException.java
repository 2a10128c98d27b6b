package io.kindling.driver.config.binding;

import io.kindling.driver.UserException;

/**
 * The user's settings cannot be used. The message is whole: it names the file and every problem, one a line, and is
 * meant to be printed as it is, without a stack trace.
 */
public final class ConfigException extends UserException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
