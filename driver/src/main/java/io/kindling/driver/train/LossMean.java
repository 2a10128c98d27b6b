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

    /** What was added since the last mean was taken. */
    LossSum sum() {
        return new LossSum(loss, weight);
    }

    /** Goes on from what {@link #sum} gave. */
    void restore(LossSum saved) {
        loss = saved.loss();
        weight = saved.weight();
    }
}
