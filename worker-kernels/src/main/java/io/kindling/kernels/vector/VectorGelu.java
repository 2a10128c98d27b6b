package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static io.kindling.kernels.vector.Polynomials.*;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** GELU of {@link SmoothRampLoops} by the Vector API. */
interface VectorGelu extends SmoothRampLoops {
    @Override
    default void gelu(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = v.mul(-0.5f).mul(v);
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            FloatVector t = broadcast(SPECIES, 1).div(v.abs().fma(Q0, 1));
            FloatVector q = t.fma(Q8, Q7).fma(t, broadcast(SPECIES, Q6)).fma(t, broadcast(SPECIES, Q5));
            q = q.fma(t, broadcast(SPECIES, Q4)).fma(t, broadcast(SPECIES, Q3));
            q = q.fma(t, broadcast(SPECIES, Q2)).fma(t, broadcast(SPECIES, Q1));
            FloatVector tail = q.mul(t).mul(e);
            FloatVector normal = tail.blend(broadcast(SPECIES, 1).sub(tail), v.compare(GT, 0));
            v.max(-FAR).mul(normal).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.gelu(x[xOffset + i]);
        }
    }

    @Override
    default void geluGradient(float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector near = v.max(-FAR).min(FAR);
            FloatVector a = near.mul(-0.5f).mul(near);
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            FloatVector t = broadcast(SPECIES, 1).div(near.abs().fma(Q0, 1));
            FloatVector q = t.fma(Q8, Q7).fma(t, broadcast(SPECIES, Q6)).fma(t, broadcast(SPECIES, Q5));
            q = q.fma(t, broadcast(SPECIES, Q4)).fma(t, broadcast(SPECIES, Q3));
            q = q.fma(t, broadcast(SPECIES, Q2)).fma(t, broadcast(SPECIES, Q1));
            FloatVector tail = q.mul(t).mul(e);
            FloatVector normal = tail.blend(broadcast(SPECIES, 1).sub(tail), near.compare(GT, 0));
            near.mul(DENSITY_AT_0).fma(e, normal).mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            dx[dxOffset + i] = ScalarCurves.geluSlope(x[xOffset + i]) * dy[dyOffset + i];
        }
    }
}
