package io.kindling.driver.solver.breeze;

/**
 * What an iteration has taught of the function's curvature.
 *
 * @param step from the iterate before to the next
 * @param change of the gradient over it
 */
@SuppressWarnings("ArrayRecordComponent") // kept as they are, and written to checkpoints
public record Curvature(float[] step, float[] change) {}
