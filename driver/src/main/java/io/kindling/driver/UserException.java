package io.kindling.driver;

/**
 * Something that the user can put right: a file that is not there, a column of the wrong kind. The message says where,
 * what was found, what was wanted and what to do; it is shown without a stack trace.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
