package io.kindling.driver.solver;

import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;

/**
 * The loss of some weights over all rows, without penalties.
 *
 * @param weights the flat array
 * @param loss mean
 * @param weight what the rows counted in it
 * @param rows how many
 * @param gradient of the mean loss
 * @param tally what layers have counted on the way
 */
@SuppressWarnings("ArrayRecordComponent") // kept from one iteration to the next
record Evaluated(float[] weights, double loss, double weight, long rows, float[] gradient, Tally tally) {
    /** The same at weights behind whose parameters the running statistics have moved. */
    Evaluated at(float[] moved) {
        return new Evaluated(moved.clone(), loss, weight, rows, gradient, tally);
    }

    /** A copy of what an engine gave. */
    static Evaluated of(float[] weights, GradientSum sum) {
        Tally tally = new Tally();
        tally.merge(sum.tally());
        return new Evaluated(
                weights,
                sum.meanLoss(),
                sum.weight(),
                sum.rows(),
                sum.meanGradient().clone(),
                tally);
    }
}
