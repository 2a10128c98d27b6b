package io.kindling.kernels.loss;

/** What a loss compares the network's output with. */
public enum TargetKind {
    /** A class index in [0, classes) for each vector along the last axis of the output; a negative one does not count. */
    CLASS_INDEX,
    /** Probabilities of the classes, of the output's shape, that sum to 1. */
    PROBABILITIES,
    /** A number between 0 and 1 for each output. */
    BINARY,
    /** Any number for each output. */
    NUMBER
}
