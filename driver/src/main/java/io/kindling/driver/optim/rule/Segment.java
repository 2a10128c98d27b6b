package io.kindling.driver.optim.rule;

/**
 * One tensor within the flat array of parameters.
 *
 * @param name its name, such as {@code layers.0.weight}
 * @param offset where it starts
 * @param length how many numbers it has
 * @param decays whether weight decay and trust ratios apply to it: weights yes, biases and norms no
 */
public record Segment(String name, int offset, int length, boolean decays) {
    /** Where the next one starts. */
    public int end() {
        return offset + length;
    }
}
