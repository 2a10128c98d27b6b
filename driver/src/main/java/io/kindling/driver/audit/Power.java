package io.kindling.driver.audit;

/**
 * How well a feature alone tells the label.
 *
 * @param column its name
 * @param explained share of the label's variance that it takes away, of a numeric label by the variance of its ranks, of classes by the
 *     probability that two rows differ (Goodman and Kruskal 1954: tau); 1 is all, and chance gives 0
 * @param along the same by a straight line along the column's numbers, as a first layer sees them; NaN of words
 * @param values how many different values or ranges of it were looked at
 */
public record Power(String column, double explained, double along, int values) {}
