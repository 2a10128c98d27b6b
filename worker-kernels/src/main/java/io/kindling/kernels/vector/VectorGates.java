package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static io.kindling.kernels.vector.Polynomials.*;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** The gates of {@link SigmoidLoops} by the Vector API. */
interface VectorGates extends SigmoidLoops {
    @Override
    default void gate(float linear, float cubic, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector atLeast = v.max(-FAR);
            FloatVector near = atLeast.min(FAR);
            FloatVector u = near.mul(near).fma(cubic, linear).mul(near);
            FloatVector a = u.abs().neg();
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            FloatVector sigmoid =
                    broadcast(SPECIES, 1).blend(e, u.compare(LT, 0)).div(e.add(1));
            atLeast.mul(sigmoid).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = ScalarCurves.gate(linear, cubic, x[xOffset + i]);
        }
    }

    @Override
    default void gateGradient(
            float linear,
            float cubic,
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector near = v.max(-FAR).min(FAR);
            FloatVector square = near.mul(near);
            FloatVector u = square.fma(cubic, linear).mul(near);
            FloatVector a = u.abs().neg();
            FloatVector rounded = a.fma(LOG2_E, ROUND);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(broadcast(SPECIES, MINUS_LN2_HIGH), a);
            r = k.fma(broadcast(SPECIES, MINUS_LN2_LOW), r);
            FloatVector p = r.fma(E6, E5).fma(r, broadcast(SPECIES, E4)).fma(r, broadcast(SPECIES, E3));
            p = p.fma(r, broadcast(SPECIES, E2)).fma(r.mul(r), r);
            FloatVector s = rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector e = s.fma(p, s).blend(0, a.compare(LT, LOWEST));
            FloatVector q = broadcast(SPECIES, 1).div(e.add(1));
            FloatVector sigmoid = q.blend(e.mul(q), u.compare(LT, 0));
            FloatVector slope =
                    near.mul(square.fma(3 * cubic, linear)).fma(e.mul(q).mul(q), sigmoid);
            slope.mul(d).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            dx[dxOffset + i] = ScalarCurves.gateSlope(linear, cubic, x[xOffset + i]) * dy[dyOffset + i];
        }
    }
}
