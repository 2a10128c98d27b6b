package io.kindling.driver.train;

import java.util.List;

/**
 * How the layers were in a step in which they were watched.
 *
 * @param step counted from 1
 * @param epoch counted from 1
 * @param layers in the order of the forward pass
 */
public record LayersReport(long step, long epoch, List<LayerReport> layers) {}
