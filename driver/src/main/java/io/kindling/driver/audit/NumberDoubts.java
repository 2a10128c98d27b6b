package io.kindling.driver.audit;

import java.util.List;

/**
 * Of numbers, which are compared on the logarithmic scale where all are positive, and else on that of the inverse hyperbolic sine.
 *
 * @param explained share of the labels' variance that the model explains on rows that it was not fitted to (R²)
 * @param beyond5 rows whose residual is more than 5 times, but no more than 10 times the distance between the quartiles of all
 * @param beyond10 rows whose residual is more than 10 times that
 */
public record NumberDoubts(long rows, double explained, long beyond5, long beyond10, List<String> examples)
        implements Doubts {
    public NumberDoubts {
        examples = List.copyOf(examples);
    }
}
