package io.kindling.driver.train;

import java.util.Map;
import java.util.Optional;

/**
 * The best weights so far, and how long ago that was.
 *
 * @param figure the monitored one, turned so that less is better; NaN before the first
 * @param weights the model's flat array; empty before the first
 * @param step after which they were reached
 * @param figures all figures of that validation
 * @param withoutNewBest validations since
 */
public record BestSoFar(
        double figure, Optional<float[]> weights, long step, Map<String, Double> figures, int withoutNewBest) {}
