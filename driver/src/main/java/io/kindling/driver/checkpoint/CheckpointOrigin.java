package io.kindling.driver.checkpoint;

import io.kindling.driver.config.RunConfig;
import io.kindling.kernels.parameter.ParameterLayout;
import java.util.Map;

/**
 * What a run's checkpoints are made by.
 *
 * @param config with the number of shards settled
 * @param layout of the model's flat array
 * @param data the fingerprint of each part's rows, by the part's name
 * @param kernels the fingerprint of what computes
 * @param exact whether all JVMs compute the same bits
 */
public record CheckpointOrigin(
        RunConfig config, ParameterLayout layout, Map<String, String> data, String kernels, boolean exact) {
    MadeBy madeBy() {
        return MadeBy.of(config, data, kernels, exact);
    }
}
