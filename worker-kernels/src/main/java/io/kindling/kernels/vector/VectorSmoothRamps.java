package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static io.kindling.kernels.vector.Polynomials.*;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** ELU and softplus of {@link SmoothRampLoops} by the Vector API. */
interface VectorSmoothRamps extends SmoothRampLoops {
    @Override
    default void scaledElu(float positive, float negative, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector rounded = v.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), v);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector m = s.fma(p, s.sub(1)).blend(-1, v.compare(LT, LOWEST));
            m.mul(negative).blend(v.mul(positive), v.compare(GT, 0)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.scaledElu(positive, negative, x[xOffset + i]);
        }
    }

    @Override
    default void scaledEluGradient(
            float positive,
            float negative,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            v.add(negative).blend(positive, v.compare(GT, 0)).mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = (v > 0 ? positive : v + negative) * dy[dyOffset + i];
        }
    }

    @Override
    default void softplus(float[] x, int xOffset, float[] y, int yOffset, int length) {
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
            FloatVector z = e.div(e.add(2));
            FloatVector z2 = z.mul(z);
            FloatVector q = z2.fma(L8, L6).fma(z2, broadcast(SPECIES, L4)).fma(z2, broadcast(SPECIES, L2));
            q.fma(z2, broadcast(SPECIES, 2)).fma(z, v.max(0)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.softplus(x[xOffset + i]);
        }
    }

    @Override
    default void softplusGradient(
            float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector a = v.neg();
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector m = s.fma(p, s.sub(1)).blend(-1, a.compare(LT, LOWEST));
            m.neg().mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            dx[dxOffset + i] = -ScalarCurves.expMinus1(-y[yOffset + i]) * dy[dyOffset + i];
        }
    }
}
