package io.kindling.kernels.sum;

import io.kindling.kernels.setting.Help;

/** All numbers as they are, four bytes each. */
@Help("All numbers as they are, four bytes each")
public record Uncompressed() implements Compression {
    @Override
    public void apply(float[] numbers, int parameters, float[] residual) {
        // Nothing is left out.
    }
}
