package io.kindling.driver.audit;

/**
 * How much of the labels' variance a quick linear model explains on rows that it was not fitted to, when each row is given its own
 * label, that of the row before, or that of the row behind.
 *
 * @param order what the order of the rows is, for messages
 * @param own with the row's own label
 * @param before with the label of the row before
 * @param behind with the label of the row behind
 * @param chance the standard error of the differences between them
 * @param resemblance how much of the labels' variance the label of the row before explains: near 1 in sorted rows
 * @param rows that were looked at
 */
public record Lags(
        String order, double own, double before, double behind, double chance, double resemblance, long rows) {}
