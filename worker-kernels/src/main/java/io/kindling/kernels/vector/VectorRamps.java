package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;

/** {@link RampLoops} by the Vector API. */
interface VectorRamps extends RampLoops {
    @Override
    default void relu(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(0, v.compare(LE, 0)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            float v = x[xOffset + i];
            y[yOffset + i] = v <= 0 ? 0 : v;
        }
    }

    @Override
    default void biasRelu(float[] x, int xOffset, float[] bias, int biasOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector b = FloatVector.fromArray(SPECIES, bias, biasOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i).add(b);
            v.blend(0, v.compare(LE, 0)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            float v = x[xOffset + i] + bias[biasOffset + i];
            y[yOffset + i] = v <= 0 ? 0 : v;
        }
    }

    @Override
    default void reluGradient(float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            d.blend(0, v.compare(LE, 0)).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            dx[dxOffset + i] = y[yOffset + i] <= 0 ? 0 : dy[dyOffset + i];
        }
    }

    @Override
    default void leakyRelu(float slope, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(v.mul(slope), v.compare(LE, 0)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            float v = x[xOffset + i];
            y[yOffset + i] = v <= 0 ? v * slope : v;
        }
    }

    @Override
    default void leakyReluGradient(
            float slope, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            d.blend(d.mul(slope), v.compare(LE, 0)).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            float d = dy[dyOffset + i];
            dx[dxOffset + i] = y[yOffset + i] <= 0 ? d * slope : d;
        }
    }

    @Override
    default void hardtanh(float lowest, float highest, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i < SPECIES.loopBound(length); i += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(lowest, v.compare(LE, lowest))
                    .blend(highest, v.compare(GE, highest))
                    .intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            float v = x[xOffset + i];
            y[yOffset + i] = v >= highest ? highest : v <= lowest ? lowest : v;
        }
    }

    @Override
    default void hardtanhGradient(
            float lowest,
            float highest,
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
            d.blend(0, v.compare(LE, lowest)).blend(0, v.compare(GE, highest)).intoArray(dx, dxOffset + i);
        }
        for (; i < length; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = v <= lowest || v >= highest ? 0 : dy[dyOffset + i];
        }
    }
}
