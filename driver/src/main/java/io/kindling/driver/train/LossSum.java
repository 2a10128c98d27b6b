package io.kindling.driver.train;

/**
 * Weighted losses of several steps.
 *
 * @param loss their sum
 * @param weight of all of them
 */
public record LossSum(double loss, double weight) {}
