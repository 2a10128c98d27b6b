package io.kindling.driver.config;

/**
 * Something that the user can put right: the message says where, what was found, what was wanted and what to do. The
 * command line prints it without a stack trace and exits with 2.
 */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserException(String message) {
        super(message);
    }
}
