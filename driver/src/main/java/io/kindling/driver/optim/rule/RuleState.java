package io.kindling.driver.optim.rule;

/**
 * What one rule remembers between steps. All zero before the first.
 *
 * @param arrays one array of the parameters' length for each of {@link Rule#arrayNames}
 * @param numbers one number for each of {@link Rule#numberNames}
 */
@SuppressWarnings("ArrayRecordComponent") // hot loops take plain arrays
public record RuleState(float[][] arrays, double[] numbers) {
    /** The memory of a rule before the first step. */
    public static RuleState zeros(Rule rule, int length) {
        return new RuleState(
                new float[rule.arrayNames().size()][length],
                new double[rule.numberNames().size()]);
    }
}
