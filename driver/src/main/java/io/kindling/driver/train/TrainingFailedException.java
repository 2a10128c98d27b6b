package io.kindling.driver.train;

/** Training did not come to an end. What it had given until then is not lost. */
public final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RuntimeException reason;
    private final transient TrainingResult soFar;

    TrainingFailedException(RuntimeException reason, TrainingResult soFar) {
        super(reason);
        this.reason = reason;
        this.soFar = soFar;
    }

    /** Why: a {@link DivergedException}, or what an engine threw. */
    public RuntimeException reason() {
        return reason;
    }

    /** The best parameters so far, if some were validated, and how far training had come. */
    public TrainingResult soFar() {
        return soFar;
    }
}
