package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static io.kindling.kernels.vector.Polynomials.*;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Mish of {@link SmoothRampLoops} by the Vector API. */
interface VectorMish extends SmoothRampLoops {
    @Override
    default void mish(float[] x, int xOffset, float[] y, int yOffset, int length) {
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
            VectorMask<Float> left = v.compare(LT, 0);
            FloatVector twice = e.add(e);
            FloatVector n = twice.add(1).blend(e.mul(e.add(2)), left);
            FloatVector rest = twice.mul(e).blend(2, left);
            v.max(-FAR).mul(n).div(n.add(rest)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.mish(x[xOffset + i]);
        }
    }

    @Override
    default void mishGradient(float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector near = v.max(-FAR).min(FAR);
            FloatVector a = near.abs().neg();
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            VectorMask<Float> left = near.compare(LT, 0);
            FloatVector twice = e.add(e);
            FloatVector one = broadcast(SPECIES, 1);
            FloatVector n = twice.add(1).blend(e.mul(e.add(2)), left);
            FloatVector rest = twice.mul(e).blend(2, left);
            FloatVector q = one.div(n.add(rest));
            FloatVector sigmoid = one.blend(e, left).div(e.add(1));
            FloatVector rise = rest.mul(q).mul(n.add(n).add(rest).mul(q));
            near.mul(sigmoid).fma(rise, n.mul(q)).mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            dx[dxOffset + i] = ScalarCurves.mishSlope(x[xOffset + i]) * dy[dyOffset + i];
        }
    }
}
