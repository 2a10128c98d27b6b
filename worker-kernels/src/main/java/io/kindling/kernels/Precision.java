package io.kindling.kernels;

/** In what matrix products are computed. Parameters, optimizer state and sums are float32 with either. */
public enum Precision {
    /** As the numbers are. */
    FLOAT32,
    /** Both factors rounded to bfloat16, where the machine multiplies such numbers. */
    BF16
}
