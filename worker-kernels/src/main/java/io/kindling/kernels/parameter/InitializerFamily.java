package io.kindling.kernels.parameter;

/** Which initialisers suit the weights in front of an activation, so that signals keep their variance across depth. */
public enum InitializerFamily {
    /** Variance 2 / (fan_in + fan_out), for what is linear around 0, and for no activation (Glorot and Bengio 2010). */
    XAVIER,
    /** Variance 2 / fan_in, for what lets half of the numbers through (He et al. 2015). */
    HE,
    /** Variance 1 / fan_in, for SELU, which normalises by itself (LeCun et al. 1998; Klambauer et al. 2017). */
    LECUN;

    /** The family's member that is taken where the user names none. */
    public Initializer standard() {
        return switch (this) {
            case XAVIER -> new Xavier(Distribution.UNIFORM, 1);
            case HE -> new He(Distribution.NORMAL);
            case LECUN -> new LeCun(Distribution.NORMAL);
        };
    }
}
