package io.kindling.driver.report;

/**
 * What {@code metrics.csv} has come to: its lines, and the sums of the steps since the last one.
 *
 * @param lines the file so far in UTF-8, header and all
 * @param loss sum of the steps' losses
 * @param weight of those
 * @param rows in them
 * @param steps how many
 * @param nanos of training until the last line
 */
public record MetricsHistory(byte[] lines, double loss, double weight, long rows, int steps, long nanos) {}
