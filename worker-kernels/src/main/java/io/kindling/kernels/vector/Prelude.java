package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.INTEGERS;
import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Uses the Vector API in as many ways as the loops do, before any of them runs, so that the compiler has seen them all when
 * it compiles the Vector API's own methods.
 *
 * <p>Those methods are shared by all loops: one of them finds an operator's code, say. A network that has long added nothing
 * but floats has them compiled for that alone, with traps for anything else. The first other operators fall into the traps,
 * and the virtual machine counts it. Into each loop that is compiled from then on the methods are inlined dozens of times,
 * the counts are added up as often, and beyond {@code -XX:PerMethodTrapLimit}, 100, the compiler (C2 of Java 17) provides
 * for other kinds of vectors in the middle of the loop: vectors become objects, 96 bytes each. A transformer that was
 * trained after a convolutional network allocated 298 MB a step. See decision 21.
 */
final class Prelude {
    /** Enough for the methods' profiles, which begin after some 200 calls, to have seen everything. */
    private static final int ROUNDS = 400;

    private Prelude() {}

    /** Some 50 ms, most of which the first loops need less, since classes are there. */
    static void play() {
        float[] x = new float[WIDTH];
        int[] k = new int[WIDTH];
        for (int round = 0; round < ROUNDS; round++) {
            floats(x);
            integers(k);
        }
    }

    private static void floats(float[] x) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, 0);
        FloatVector a = v.add(1).sub(v).mul(v).div(v.max(2)).min(v);
        FloatVector b = a.abs().neg().fma(a, v);
        FloatVector c = b.blend(a, a.compare(LT, b))
                .blend(0, a.compare(GE, 1))
                .blend(b, a.compare(LE, 0))
                .blend(v, b.compare(GT, 0));
        c.intoArray(x, 0);
    }

    private static void integers(int[] k) {
        IntVector v = IntVector.fromArray(INTEGERS, k, 0);
        IntVector a = v.add(1).mul(3).lanewise(XOR, v).lanewise(LSHL, 2).lanewise(LSHR, 1);
        IntVector b = a.reinterpretAsFloats().reinterpretAsInts();
        a.blend(0, a.compare(LT, 5)).add(b).intoArray(k, 0);
    }
}
