package io.kindling.driver.spark.data;

import io.kindling.driver.files.Location;
import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.Scaling;
import java.util.List;

/**
 * What {@code features.json} says about a model's rows: all of a {@link FeaturePipeline} but its transformers, for which
 * Spark is needed.
 *
 * @param columns the features, in order, as they are after all transformers
 * @param log1p whether log(1 + x) is taken of each number, before it is scaled
 * @param features how numbers become what the network sees
 * @param storage how rows are held; of {@link FeatureStorage#TOKENS} each has a length of its own
 * @param label the column that is learnt
 * @param classes their names in the order of the outputs; empty if they have none
 * @param targets how labels were scaled for training
 * @param transformed whether transformers make the columns
 */
public record PipelineDescription(
        List<FeatureColumn> columns,
        boolean log1p,
        Scaling features,
        FeatureStorage storage,
        String label,
        List<String> classes,
        Scaling targets,
        boolean transformed) {
    /**
     * Reads it.
     *
     * @param directory of a model
     * @throws io.kindling.driver.UserException if it is not as it was written
     */
    public static PipelineDescription read(Location directory) {
        return PipelineFiles.describe(directory);
    }

    /** Numbers in a row. */
    public int width() {
        return columns.stream().mapToInt(FeatureColumn::width).sum();
    }
}
