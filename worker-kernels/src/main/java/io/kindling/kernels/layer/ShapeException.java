package io.kindling.kernels.layer;

/** A layer was given rows that it does not take. The message names the layer and both shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ShapeException(String message) {
        super(message);
    }
}
