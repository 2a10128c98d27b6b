package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static io.kindling.kernels.vector.Polynomials.*;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** {@link SoftmaxLoops} by the Vector API. */
interface VectorSoftmax extends SoftmaxLoops, ArithmeticLoops {
    @Override
    default void softmax(float[] x, int xOffset, float[] y, int yOffset, int length) {
        float largest = maximum(x, xOffset, length);
        FloatVector sums = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, xOffset + i).sub(largest);
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            sums = sums.add(e);
            e.intoArray(y, yOffset + i);
        }
        double total = Lanes.sum(sums);
        for (; i < length; i++) {
            float e = ScalarCurves.exp(x[xOffset + i] - largest);
            total += e;
            y[yOffset + i] = e;
        }
        scale((float) (1 / total), y, yOffset, y, yOffset, length);
    }

    @Override
    default void softmaxGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        float mean = (float) dot(y, yOffset, dy, dyOffset, length);
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i).sub(mean);
            FloatVector.fromArray(SPECIES, y, yOffset + i).mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            dx[dxOffset + i] = y[yOffset + i] * (dy[dyOffset + i] - mean);
        }
    }

    @Override
    default void logSoftmax(float[] x, int xOffset, float[] y, int yOffset, int length) {
        float largest = maximum(x, xOffset, length);
        float logSum = (float) StrictMath.log(sumOfExp(largest, x, xOffset, length));
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.sub(largest).sub(logSum).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = x[xOffset + i] - largest - logSum;
        }
    }

    @Override
    default void logSoftmaxGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        float minusSum = (float) -sum(dy, dyOffset, length);
        FloatVector minusSums = broadcast(SPECIES, minusSum);
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            e.fma(minusSums, FloatVector.fromArray(SPECIES, dy, dyOffset + i)).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            dx[dxOffset + i] = Math.fma(ScalarCurves.exp(y[yOffset + i]), minusSum, dy[dyOffset + i]);
        }
    }

    @Override
    default double logSumExp(float[] x, int xOffset, int length) {
        if (length == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        float largest = maximum(x, xOffset, length);
        return largest + StrictMath.log(sumOfExp(largest, x, xOffset, length));
    }

    /** {@code Σ exp(x - largest)}. */
    private static double sumOfExp(float largest, float[] x, int xOffset, int length) {
        FloatVector sums = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, xOffset + i).sub(largest);
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            sums = sums.add(e);
        }
        double total = Lanes.sum(sums);
        for (; i < length; i++) {
            total += ScalarCurves.exp(x[xOffset + i] - largest);
        }
        return total;
    }
}
