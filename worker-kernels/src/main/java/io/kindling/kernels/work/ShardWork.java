package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import java.io.Serializable;

/**
 * What is done on every shard in one round: a gradient over a step's rows, a validation pass. A pure function of job,
 * parameters and shard, so that any executor may do it, and do it again.
 */
public interface ShardWork extends Serializable {
    /**
     * Does the work on one shard.
     *
     * @param workspace the job and this thread's memory
     * @param shard the shard's number
     * @param rows the shard's rows
     * @param weights the model's flat array, unchanged
     * @param sum cleared; the results are <em>added to</em> it
     */
    void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum);

    /** How long the gradient is that comes back: as long as the parameters, or 0 if the work yields none. */
    int gradientLength(Model model);
}
