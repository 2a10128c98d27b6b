package io.kindling.driver.config;

import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import java.util.List;

/**
 * What the network is to say about a row.
 *
 * @param column its name
 * @param standardize whether the network learns {@code (label - mean) / deviation} of the training part
 * @param classes the classes' names in the order of the outputs; empty: found in the training part, sorted
 */
public record LabelConfig(
        @Help("The column to learn: a class, a number, or several numbers (array, vector)")
        String column,

        @Help("Learn (label - mean) / deviation; predictions and metrics come back in the label's own units")
        @Default("false")
        boolean standardize,

        @Help("Class names in the order of the outputs; by default the words in the training rows, sorted")
        List<String> classes) {
    public LabelConfig {
        classes = List.copyOf(classes);
    }

    /** The label in this column, as it is. */
    public static LabelConfig of(String column) {
        return new LabelConfig(column, false, List.of());
    }
}
