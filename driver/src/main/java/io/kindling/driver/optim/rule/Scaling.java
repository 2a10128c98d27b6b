package io.kindling.driver.optim.rule;

/** The loop {@code u ← u · factor}. */
final class Scaling {
    private Scaling() {}

    static Transform of(float[] u, double factor) {
        return (from, to) -> scale(u, (float) factor, from, to);
    }

    static void scale(float[] u, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            u[i] *= factor;
        }
    }
}
