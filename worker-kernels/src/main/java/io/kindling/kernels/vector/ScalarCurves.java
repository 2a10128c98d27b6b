package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Polynomials.*;

/**
 * The vector loops' formulas for a single number: the same operations with the same roundings, so that the numbers at a
 * window's end, which fill no vector, come out as they would elsewhere.
 */
final class ScalarCurves {
    private ScalarCurves() {}

    static float exp(float a) {
        if (a < LOWEST) {
            return 0;
        }
        if (a > HIGHEST) {
            return Float.POSITIVE_INFINITY;
        }
        float s = powerOfTwo(a);
        return Math.fma(s, fraction(a), s);
    }

    /** {@code exp(a) - 1} for a up to 0. */
    static float expMinus1(float a) {
        if (a < LOWEST) {
            return -1;
        }
        float s = powerOfTwo(a);
        return Math.fma(s, fraction(a), s - 1);
    }

    private static float powerOfTwo(float a) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(Math.fma(a, LOG2_E, ROUND)) << 23);
    }

    private static float fraction(float a) {
        float k = Math.fma(a, LOG2_E, ROUND) - ROUND;
        float r = Math.fma(k, MINUS_LN2_LOW, Math.fma(k, MINUS_LN2_HIGH, a));
        float q = Math.fma(r, E6, E5);
        q = Math.fma(q, r, E4);
        q = Math.fma(q, r, E3);
        q = Math.fma(q, r, E2);
        return Math.fma(q, r * r, r);
    }

    static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    static float tanh(float x) {
        float m = expMinus1(-2 * Math.abs(x));
        float t = m / (m + 2);
        return x > 0 ? -t : t;
    }

    static float gate(float linear, float cubic, float x) {
        float near = Math.min(Math.max(x, -FAR), FAR);
        float u = near * Math.fma(near * near, cubic, linear);
        return Math.max(x, -FAR) * sigmoid(u);
    }

    static float gateSlope(float linear, float cubic, float x) {
        float near = Math.min(Math.max(x, -FAR), FAR);
        float square = near * near;
        float u = near * Math.fma(square, cubic, linear);
        float e = exp(-Math.abs(u));
        float d = 1 / (1 + e);
        float du = Math.fma(square, 3 * cubic, linear);
        return Math.fma(near * du, e * d * d, (u < 0 ? e : 1) * d);
    }

    static float scaledElu(float positive, float negative, float x) {
        return x > 0 ? positive * x : negative * expMinus1(x);
    }

    static float softplus(float x) {
        float e = exp(-Math.abs(x));
        float z = e / (e + 2);
        float z2 = z * z;
        float q = Math.fma(z2, L8, L6);
        q = Math.fma(q, z2, L4);
        q = Math.fma(q, z2, L2);
        q = Math.fma(q, z2, 2);
        return Math.fma(q, z, Math.max(x, 0));
    }

    static float mish(float x) {
        float e = exp(-Math.abs(x));
        float n = x < 0 ? e * (e + 2) : 2 * e + 1;
        float rest = x < 0 ? 2 : 2 * e * e;
        return Math.max(x, -FAR) * n / (n + rest);
    }

    static float mishSlope(float x) {
        float near = Math.min(Math.max(x, -FAR), FAR);
        float e = exp(-Math.abs(near));
        float n = near < 0 ? e * (e + 2) : 2 * e + 1;
        float rest = near < 0 ? 2 : 2 * e * e;
        float d = 1 / (n + rest);
        float sigmoid = (near < 0 ? e : 1) / (1 + e);
        float rise = rest * d * ((n + n + rest) * d);
        return Math.fma(near * sigmoid, rise, n * d);
    }

    static float gelu(float x) {
        return Math.max(x, -FAR) * normal(x, exp(x * -0.5f * x));
    }

    static float geluSlope(float x) {
        float near = Math.min(Math.max(x, -FAR), FAR);
        float e = exp(near * -0.5f * near);
        return Math.fma(near * DENSITY_AT_0, e, normal(near, e));
    }

    private static float normal(float x, float e) {
        float t = 1 / Math.fma(Math.abs(x), Q0, 1);
        float q = Math.fma(t, Q8, Q7);
        q = Math.fma(q, t, Q6);
        q = Math.fma(q, t, Q5);
        q = Math.fma(q, t, Q4);
        q = Math.fma(q, t, Q3);
        q = Math.fma(q, t, Q2);
        q = Math.fma(q, t, Q1);
        float tail = q * t * e;
        return x > 0 ? 1 - tail : tail;
    }
}
