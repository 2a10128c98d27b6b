package io.kindling.kernels.vector;

/** The tanh approximation of GELU as a gate: {@code (1 + tanh(v)) / 2 = σ(2v)}. */
final class GeluTanh {
    private static final double TWICE_ROOT = 2 * StrictMath.sqrt(2 / StrictMath.PI);
    static final float LINEAR = (float) TWICE_ROOT;
    static final float CUBIC = (float) (TWICE_ROOT * 0.044715);

    private GeluTanh() {}
}
