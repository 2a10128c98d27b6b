package io.kindling.kernels.vector;

/** {@link HalvingLoops} in plain Java. */
interface PlainHalving extends HalvingLoops {
    @Override
    default void toBfloat16(float[] x, int xOffset, short[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Bfloat16.bits(x[xOffset + i]);
        }
    }
}
