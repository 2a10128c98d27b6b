package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** {@link ArithmeticLoops} by the Vector API, but for its sums. */
interface VectorArithmetic extends ArithmeticLoops {
    @Override
    default void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
        addBias(y, yOffset, x, xOffset, y, yOffset, length);
    }

    @Override
    default void addBias(float[] x, int xOffset, float[] bias, int biasOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector b = FloatVector.fromArray(SPECIES, bias, biasOffset + i);
            FloatVector.fromArray(SPECIES, x, xOffset + i).add(b).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = x[xOffset + i] + bias[biasOffset + i];
        }
    }

    @Override
    default void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector alphas = FloatVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector.fromArray(SPECIES, x, xOffset + i).fma(alphas, sum).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = Math.fma(x[xOffset + i], alpha, y[yOffset + i]);
        }
    }

    @Override
    default void scale(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xOffset + i).mul(alpha).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = x[xOffset + i] * alpha;
        }
    }

    @Override
    default void dropout(float rate, long rowKey, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int threshold = Dropping.threshold(rate);
        float keepScale = Dropping.keepScale(rate);
        int low = (int) rowKey;
        int high = (int) (rowKey >>> 32);
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            IntVector h = Lanes.COUNT.add(i).mul(Dropping.GOLDEN).lanewise(XOR, low);
            h = h.lanewise(XOR, h.lanewise(LSHR, 16)).mul(Dropping.FIRST);
            h = h.lanewise(XOR, h.lanewise(LSHR, 13)).mul(Dropping.SECOND);
            h = h.lanewise(XOR, h.lanewise(LSHR, 16)).lanewise(XOR, high).mul(Dropping.FIRST);
            h = h.lanewise(XOR, h.lanewise(LSHR, 13)).mul(Dropping.SECOND);
            h = h.lanewise(XOR, h.lanewise(LSHR, 16));
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .mul(keepScale)
                    .blend(0, h.compare(LT, threshold).cast(SPECIES))
                    .intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = Dropping.hash(low, high, i) < threshold ? 0 : x[xOffset + i] * keepScale;
        }
    }
}
