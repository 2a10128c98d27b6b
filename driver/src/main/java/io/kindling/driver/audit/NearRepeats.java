package io.kindling.driver.audit;

import java.util.List;
import java.util.Map;

/**
 * Rows that are not equal to another, but nearly.
 *
 * @param rows of all parts that are near another row
 * @param leaking by the name of a part that is measured by: how many of its rows are near one of the training part
 * @param nearness what counts as near, in words
 * @param examples pairs of rows
 */
public record NearRepeats(long rows, Map<String, Long> leaking, String nearness, List<String> examples) {}
