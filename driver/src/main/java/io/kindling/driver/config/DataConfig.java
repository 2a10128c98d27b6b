package io.kindling.driver.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the network learns from.
 *
 * @param windows how each source's texts are cut into rows, before any {@code where}; empty: they are rows already
 * @param columns the features, in their order; empty: all columns but label, weight, order, validation and excluded
 *     ones; what transformers take leaves, what they make enters
 * @param transformers Spark ML feature stages, in order: name of the stage to names and values of its parameters
 */
public record DataConfig(
        @Help("What to learn from") SourceConfig train,

        @Help("Rows to watch the training by: a fraction of train, rows that a column or a condition"
                + " marks, or a source")
        Optional<ValidationConfig> validation,

        @Help("Rows to measure the result by, once at the end")
        Optional<SourceConfig> test,

        @Help("Texts are cut into windows of bytes, the rows to learn from: a window, and what comes next")
        Optional<WindowsConfig> windows,

        @Help("Feature columns, in order; by default all that have no other role")
        List<String> columns,

        @Help("Columns that are not features") List<String> exclude,

        @Help("The column to learn; idx and libsvm sources have a column named label, windows one named next")
        Optional<LabelConfig> label,

        @Help("Column with the weight of each row, 0 or more; by default all weigh 1")
        Optional<String> weight,

        @Help("Column to sort by: row i of the sorted rows goes to shard i mod shards; by default"
                + " the rows' content decides")
        Optional<String> orderBy,

        @Help("Factor for all features, such as 1/255 for pictures") @Default("1")
        double scale,

        @Help("Take log(1 + x) of each feature first; for counts and other numbers with a long tail") @Default("false")
        boolean log1p,

        @Help("Learn from (x - mean) / deviation of each feature, fitted on the training rows; scale"
                + " then has no effect")
        @Default("false")
        boolean standardize,

        @Help(
                "The one feature column holds sequences of whole numbers of different lengths, such as the words of texts")
        Optional<SequencesConfig> sequences,

        @Help("Spark ML feature stages, such as {OneHotEncoder: {inputCols: [c], outputCols: [v]}}, fitted on the"
                + " training part")
        List<Map<String, Map<String, JsonNode>>> transformers,

        @Help("A missing cell (null, NaN, infinite) means: error, skip the row, or keep it as 0 after scaling")
        @Default("error")
        Invalid invalid) {
    public DataConfig {
        columns = List.copyOf(columns);
        exclude = List.copyOf(exclude);
        transformers = List.copyOf(transformers);
        if (!Double.isFinite(scale) || scale == 0) {
            throw new IllegalArgumentException("scale is " + scale + ", must be finite and not 0");
        }
        if (sequences.isPresent() && (scale != 1 || log1p || standardize)) {
            throw new IllegalArgumentException(
                    "sequences are whole numbers that stand for something, which scale, log1p"
                            + " and standardize would spoil; leave these out");
        }
        for (Map<String, ?> stage : transformers) {
            if (stage.size() != 1) {
                throw new IllegalArgumentException("each of transformers is one stage with its parameters, as in"
                        + " {Bucketizer: {…}}; found " + stage.keySet());
            }
        }
    }
}
