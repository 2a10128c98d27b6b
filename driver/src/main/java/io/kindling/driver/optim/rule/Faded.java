package io.kindling.driver.optim.rule;

/**
 * Keeps running means out of the subnormal numbers. A mean that decays by a factor each step never becomes 0: at 1e-45 it
 * is rounded back to itself, and arithmetic on such numbers is a hundred times as slow. The weights of a dead unit, whose
 * gradient is exactly 0, would get there after some 800 steps.
 */
final class Faded {
    /** Its unit in the last place, 1e-37, is ten times the smallest normal number. */
    private static final float TINY = 1e-30f;

    private Faded() {}

    /** The number; if it is below 1e-30, rounded to a multiple of 1e-37, so that it is 0 or normal. */
    static float normal(float x) {
        return (x + TINY) - TINY;
    }
}
