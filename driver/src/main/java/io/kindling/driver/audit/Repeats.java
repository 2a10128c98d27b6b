package io.kindling.driver.audit;

import java.util.List;
import java.util.Map;

/**
 * Rows that are there more than once.
 *
 * @param repeated rows of all parts beyond the first of each kind, by all features and the label
 * @param leaking by the name of a part that is measured by: how many of its rows occur in a part before it, with all features
 *     and the label; the parts are training, validation, test, so that of the test part rows of both others count
 * @param contradicting rows of all parts whose features are those of another row, but whose label is not
 * @param different how many rows with different features there are
 * @param examples rows that are repeated, and how often
 * @param leakingExamples by the name of the part: rows that occur before, too
 * @param contradictingExamples rows with the labels that they have
 */
public record Repeats(
        long repeated,
        Map<String, Long> leaking,
        long contradicting,
        long different,
        List<String> examples,
        Map<String, List<String>> leakingExamples,
        List<String> contradictingExamples) {
    public Repeats {
        leaking = Map.copyOf(leaking);
        examples = List.copyOf(examples);
        leakingExamples = Map.copyOf(leakingExamples);
        contradictingExamples = List.copyOf(contradictingExamples);
    }
}
