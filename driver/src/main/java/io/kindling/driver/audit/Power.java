package io.kindling.driver.audit;

/**
 * How well a feature alone tells the label.
 *
 * @param column its name
 * @param explained share of the label's variance, or of the doubt about the class, that it takes away: 1 is all
 * @param values how many different values or ranges of it were looked at
 */
public record Power(String column, double explained, int values) {}
