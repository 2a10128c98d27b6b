package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.HALVES;
import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** {@link HalvingLoops} by the Vector API. */
interface VectorHalving extends HalvingLoops {
    @Override
    default void toBfloat16(float[] x, int xOffset, short[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector numbers = FloatVector.fromArray(SPECIES, x, xOffset + i);
            IntVector bits = numbers.reinterpretAsInts();
            IntVector upper = bits.lanewise(LSHR, 16);
            IntVector rounded = bits.add(upper.and(1)).add(Bfloat16.ROUND).lanewise(LSHR, 16);
            IntVector none = upper.lanewise(OR, Bfloat16.QUIET);
            IntVector nearest = rounded.blend(none, numbers.test(IS_NAN).cast(Lanes.INTEGERS));
            ((ShortVector) nearest.convertShape(I2S, HALVES, 0)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = Bfloat16.bits(x[xOffset + i]);
        }
    }
}
