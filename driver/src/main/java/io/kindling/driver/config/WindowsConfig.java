package io.kindling.driver.config;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Optional;

/**
 * How texts are cut into windows of bytes, for a network that says what comes next.
 *
 * @param length bytes that the network sees at once
 * @param stride bytes from the start of one window to that of the next; empty: {@code length}
 * @param column of the texts, strings or bytes; empty: the source's only column of strings
 */
public record WindowsConfig(
        @Range("[2, inf)") @Help("Bytes in a window") int length,

        @Range("[1, inf)") @Help("Bytes from the start of a window to that of the next; by default as many as length")
        Optional<Integer> stride,

        @Help("Column of the texts; by default the only one that holds strings")
        Optional<String> column) {
    public WindowsConfig {
        if (length < 2 || stride.orElse(1) < 1) {
            throw new IllegalArgumentException("windows of " + length + " bytes, "
                    + stride.map(bytes -> bytes + " from start to start").orElse("side by side")
                    + "; a window has at least 2, and the next starts at least 1 behind it");
        }
    }

    /** Windows of so many bytes, side by side, of the only column of strings. */
    public static WindowsConfig of(int length) {
        return new WindowsConfig(length, Optional.empty(), Optional.empty());
    }

    public WindowsConfig withStride(int bytes) {
        return new WindowsConfig(length, Optional.of(bytes), column);
    }

    public WindowsConfig withColumn(String name) {
        return new WindowsConfig(length, stride, Optional.of(name));
    }

    /** Bytes from the start of a window to that of the next. */
    public int step() {
        return stride.orElse(length);
    }
}
