package io.kindling.driver.train;

/** The mean of weighted losses over several steps. */
final class LossMean {
    private double loss;
    private double weight;

    /** <em>Adds</em> a step's sum of losses and of weights. */
    void add(double loss, double weight) {
        this.loss += loss;
        this.weight += weight;
    }

    /** The mean since the last call; NaN if nothing was added. */
    double take() {
        double mean = loss / weight;
        loss = 0;
        weight = 0;
        return mean;
    }
}
