package io.kindling.kernels.layer;

import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Slice;

/**
 * A layer's {@link RunningMoments} during a pass.
 *
 * @param mean the running means; read only
 * @param variance the running variances; read only
 * @param slot the name of the batch's moments in the tally
 * @param tally where the batch's moments are counted; null where nobody wants them
 */
public record Running(Slice mean, Slice variance, String slot, Tally tally) {
    /** <em>Adds</em> the moments of a batch; without rows there is nothing to add. */
    public void count(long rows, double[] batchMean, double[] squares) {
        if (tally != null && rows > 0) {
            tally.addMoments(slot, rows, batchMean, squares);
        }
    }
}
