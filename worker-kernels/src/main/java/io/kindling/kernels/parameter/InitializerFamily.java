package io.kindling.kernels.parameter;

/** Initialisers by the activation behind the weights: each keeps the signal's variance from layer to layer there. */
public enum InitializerFamily {
    /** Variance 2 / (fanIn + fanOut), for what is linear around 0 (Glorot and Bengio 2010). */
    XAVIER,
    /** Variance 2 / fanIn, for what lets half of the numbers through (He et al. 2015). */
    HE,
    /** Variance 1 / fanIn, for SELU (LeCun et al. 1998; Klambauer et al. 2017). */
    LECUN
}
