package io.kindling.kernels.parameter;

/** Which initialisers suit the weights in front of an activation, so that signals keep their variance across depth. */
public enum InitializerFamily {
    /** Glorot and Bengio 2010: for activations that are linear around 0, and for none. */
    XAVIER(new Xavier(Distribution.UNIFORM, 1)),
    /** He et al. 2015: for rectifiers, which lose half of the signal. */
    HE(new He(Distribution.NORMAL)),
    /** LeCun et al. 1998: for SELU, which normalises by itself. */
    LECUN(new LeCun(Distribution.NORMAL));

    private final Initializer standard;

    InitializerFamily(Initializer standard) {
        this.standard = standard;
    }

    /** The family's member that is taken where the user names none. */
    public Initializer standard() {
        return standard;
    }
}
