package io.kindling.driver.optim;

import java.util.Map;

/**
 * What an optimizer has to remember to go on exactly.
 *
 * @param steps how many steps were taken
 * @param arrays arrays of the parameters' length by name, such as {@code adam.mean}
 * @param numbers single finite numbers by name, those of the schedule included; to be kept as double
 */
public record OptimizerState(long steps, Map<String, float[]> arrays, Map<String, Double> numbers) {}
