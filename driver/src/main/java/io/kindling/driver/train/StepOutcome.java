package io.kindling.driver.train;

import java.util.List;

/**
 * What a step was like, over all shards.
 *
 * @param loss sum over the step's rows, before the update
 * @param weight what the rows counted in that sum
 * @param rows in the step's batch
 * @param gradientNorm Euclidean norm of the mean gradient, before clipping
 * @param learningRate used in this step
 * @param layers how they were, where the step was watched; else none
 */
public record StepOutcome(
        double loss, double weight, long rows, double gradientNorm, double learningRate, List<LayerReport> layers) {
    /** A step that was not watched. */
    public StepOutcome(double loss, double weight, long rows, double gradientNorm, double learningRate) {
        this(loss, weight, rows, gradientNorm, learningRate, List.of());
    }

    /** The same with how the layers were. */
    public StepOutcome withLayers(List<LayerReport> reports) {
        return new StepOutcome(loss, weight, rows, gradientNorm, learningRate, reports);
    }

    /** The mean loss; 0 if the weights sum to 0. */
    public double meanLoss() {
        return weight == 0 ? 0 : loss / weight;
    }

    boolean isFinite() {
        return Double.isFinite(meanLoss()) && Double.isFinite(gradientNorm);
    }
}
