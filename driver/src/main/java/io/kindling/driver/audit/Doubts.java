package io.kindling.driver.audit;

import java.util.List;

/**
 * Labels that a quick model, fitted to other rows, contradicts.
 *
 * @param accuracy the model's, on rows that it was not fitted to
 * @param sure rows that the model is surest of
 * @param wrong those among them whose label is another than the model's
 * @param examples of these, the surest first
 */
public record Doubts(double accuracy, long sure, long wrong, List<String> examples) {}
