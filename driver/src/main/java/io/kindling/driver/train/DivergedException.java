package io.kindling.driver.train;

/** The loss or the gradient stopped being a finite number. The message says at which step, in which layer, and what may be the cause. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient TrainingResult soFar;

    DivergedException(String message, TrainingResult soFar) {
        super(message);
        this.soFar = soFar;
    }

    /** What training had given until then: the best model so far, if one was validated. */
    public TrainingResult soFar() {
        return soFar;
    }
}
