package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.Shard;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows to predict, packed.
 *
 * @param rows as they came, in their order, with the feature columns behind their own
 * @param shard the same rows, in the same order; without targets, its keys are 0, 1, 2, …
 */
public record FeatureChunk(List<InternalRow> rows, Shard shard) {}
