package io.kindling.kernels.attention;

/** A row has an id that an embedding has no vector for: the data or the vocabulary is wrong, not the network. */
public final class UnknownIdException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownIdException(String message) {
        super(message);
    }
}
