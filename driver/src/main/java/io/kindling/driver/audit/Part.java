package io.kindling.driver.audit;

import java.util.List;

/**
 * What is known of one part of the data.
 *
 * @param name {@code training}, {@code validation} or {@code test}
 * @param rows how many
 * @param features by column, in the order of {@link Figures#columns}
 * @param label of the label's column; null where there is none
 */
public record Part(String name, long rows, List<ColumnFigures> features, ColumnFigures label) {
    public Part {
        features = List.copyOf(features);
    }
}
