package io.kindling.kernels.vector;

/** Numbers in half as many bits. The twins agree in every bit. */
public interface HalvingLoops {
    /** {@code y} = the bits of the {@link Bfloat16} nearest to x, ties to even: <em>overwrites</em> y. */
    void toBfloat16(float[] x, int xOffset, short[] y, int yOffset, int length);
}
