package io.kindling.driver.audit;

import java.util.List;
import java.util.Map;

/**
 * Rows that are not equal to another in their features, but nearly.
 *
 * @param rows of all parts that are near another row
 * @param within of the training part that are near another of it
 * @param leaking by the name of a part that is measured by: how many of its rows are near one of a part before it, and equal to
 *     none there
 * @param crowded rows that were not compared, as more than 50 lie about where they do
 * @param nearness what counts as near, in words
 * @param examples pairs of rows, those across parts first
 */
public record NearRepeats(
        long rows, long within, Map<String, Long> leaking, long crowded, String nearness, List<String> examples) {
    public NearRepeats {
        leaking = Map.copyOf(leaking);
        examples = List.copyOf(examples);
    }
}
