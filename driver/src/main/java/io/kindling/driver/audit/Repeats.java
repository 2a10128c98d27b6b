package io.kindling.driver.audit;

import java.util.List;
import java.util.Map;

/**
 * Rows that are there more than once, by all columns that are used, the label among them.
 *
 * @param repeated rows of all parts beyond the first of each kind
 * @param leaking by the name of a part that is measured by: how many of its rows the training part has, too
 * @param contradicting rows whose features are those of another row, but whose label is not
 * @param examples rows that are repeated, and how often
 * @param leakingExamples rows of other parts that the training part has, too
 * @param contradictingExamples rows with the labels that they have
 */
public record Repeats(
        long repeated,
        Map<String, Long> leaking,
        long contradicting,
        List<String> examples,
        List<String> leakingExamples,
        List<String> contradictingExamples) {}
