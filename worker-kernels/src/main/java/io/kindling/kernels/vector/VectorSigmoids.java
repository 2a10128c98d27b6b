package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static io.kindling.kernels.vector.Polynomials.*;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** The exponential, the sigmoid and tanh of {@link SigmoidLoops} by the Vector API. */
interface VectorSigmoids extends SigmoidLoops {
    @Override
    default void exp(float scale, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = v.mul(scale);
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e =
                    s.fma(p, s).blend(0, a.compare(LT, LOWEST)).blend(Float.POSITIVE_INFINITY, a.compare(GT, HIGHEST));
            e.intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.exp(x[xOffset + i] * scale);
        }
    }

    @Override
    default void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = v.abs().neg();
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            broadcast(SPECIES, 1).blend(e, v.compare(LT, 0)).div(e.add(1)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.sigmoid(x[xOffset + i]);
        }
    }

    @Override
    default void sigmoidGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            broadcast(SPECIES, 1).sub(v).mul(v).mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = (1 - v) * v * dy[dyOffset + i];
        }
    }

    @Override
    default void tanh(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = v.abs().mul(-2);
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector m = s.fma(p, s.sub(1)).blend(-1, a.compare(LT, LOWEST));
            FloatVector t = m.div(m.add(2));
            t.blend(t.neg(), v.compare(GT, 0)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.tanh(x[xOffset + i]);
        }
    }

    @Override
    default void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector one = broadcast(SPECIES, 1);
            one.sub(v).mul(one.add(v)).mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = (1 - v) * (1 + v) * dy[dyOffset + i];
        }
    }
}
