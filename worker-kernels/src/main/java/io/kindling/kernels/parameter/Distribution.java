package io.kindling.kernels.parameter;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Slice;

/** What random weights are drawn from, given the variance they are to have; the mean is 0. */
public enum Distribution {
    /** Uniform in {@code ±sqrt(3 · variance)}. */
    UNIFORM {
        @Override
        void fill(double variance, long key, Slice target) {
            double bound = Math.sqrt(3 * variance);
            for (int i = 0; i < target.length(); i++) {
                target.array()[target.offset() + i] = (float) ((2 * Draws.uniform(key, i) - 1) * bound);
            }
        }
    },
    /** Normal with that variance. */
    NORMAL {
        @Override
        void fill(double variance, long key, Slice target) {
            double deviation = Math.sqrt(variance);
            for (int i = 0; i < target.length(); i++) {
                target.array()[target.offset() + i] = (float) (Draws.normal(key, i) * deviation);
            }
        }
    };

    abstract void fill(double variance, long key, Slice target);
}
