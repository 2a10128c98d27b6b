package io.kindling.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that the loops work in: as wide as the processor's, up to 16 floats. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTEGERS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    static final int WIDTH = SPECIES.length();
    /** As many numbers of 16 bits: vectors of half the length, the shortest of which are 64 bits long. */
    static final VectorSpecies<Short> HALVES =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    private static final VectorShuffle<Float> BY_8 = WIDTH > 8 ? VectorShuffle.iota(SPECIES, 8, 1, true) : null;
    private static final VectorShuffle<Float> BY_4 = WIDTH > 4 ? VectorShuffle.iota(SPECIES, 4, 1, true) : null;
    private static final VectorShuffle<Float> BY_2 = WIDTH > 2 ? VectorShuffle.iota(SPECIES, 2, 1, true) : null;
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    /** {@code 0, 1, 2, …}. */
    static final IntVector COUNT = IntVector.zero(INTEGERS).addIndex(1);

    /** Do what is left over at the edges. */
    static final PlainRows ROWS = new PlainRows() {};

    static final PlainPooling POOLING = new PlainPooling() {};

    private Lanes() {}

    /** The sum of the lanes as a fixed tree: halves are added until one lane is left. */
    static float sum(FloatVector v) {
        if (WIDTH > 8) {
            v = v.add(v.rearrange(BY_8));
        }
        if (WIDTH > 4) {
            v = v.add(v.rearrange(BY_4));
        }
        if (WIDTH > 2) {
            v = v.add(v.rearrange(BY_2));
        }
        return v.add(v.rearrange(BY_1)).lane(0);
    }
}
