package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.FloatVector;

/**
 * The sums of {@link ArithmeticLoops} by the Vector API. The lanes of 2,048 numbers are summed side by side, then as a
 * fixed tree; such blocks and the rest are summed in double precision.
 */
interface VectorReductions extends ArithmeticLoops {
    /** Numbers in a block; a multiple of every vector's width. */
    int BLOCK = 2048;

    @Override
    default double sum(float[] x, int xOffset, int length) {
        int bound = SPECIES.loopBound(length);
        double total = 0;
        for (int start = 0; start < bound; start += BLOCK) {
            int end = Math.min(start + BLOCK, bound);
            FloatVector lanes = FloatVector.zero(SPECIES);
            for (int i = start; i < end; i += WIDTH) {
                lanes = lanes.add(FloatVector.fromArray(SPECIES, x, xOffset + i));
            }
            total += Lanes.sum(lanes);
        }
        for (int i = bound; i < length; i++) {
            total += x[xOffset + i];
        }
        return total;
    }

    @Override
    default double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int bound = SPECIES.loopBound(length);
        double total = 0;
        for (int start = 0; start < bound; start += BLOCK) {
            int end = Math.min(start + BLOCK, bound);
            FloatVector lanes = FloatVector.zero(SPECIES);
            for (int i = start; i < end; i += WIDTH) {
                FloatVector factor = FloatVector.fromArray(SPECIES, y, yOffset + i);
                lanes = FloatVector.fromArray(SPECIES, x, xOffset + i).fma(factor, lanes);
            }
            total += Lanes.sum(lanes);
        }
        for (int i = bound; i < length; i++) {
            total += (double) x[xOffset + i] * y[yOffset + i];
        }
        return total;
    }

    @Override
    default float maximum(float[] x, int xOffset, int length) {
        int bound = SPECIES.loopBound(length);
        FloatVector lanes = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < bound; i += WIDTH) {
            lanes = lanes.max(FloatVector.fromArray(SPECIES, x, xOffset + i));
        }
        float largest = lanes.reduceLanes(MAX);
        for (int i = bound; i < length; i++) {
            largest = Math.max(largest, x[xOffset + i]);
        }
        return largest;
    }
}
