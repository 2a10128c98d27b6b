package io.kindling.kernels.work;

import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import java.io.Serializable;

/**
 * What stays the same for all steps on a set of shards; shipped to each executor once.
 *
 * @param model network and loss
 * @param sampler which rows make up a step
 * @param features scaling on the way into the network
 * @param targets scaling on the way into the loss
 * @param memory how much a pass takes
 */
public record Job(Model model, BatchSampler sampler, Scaling features, Scaling targets, MemoryPlan memory)
        implements Serializable {
    /** With a plan of the memory made here. */
    public Job(Model model, BatchSampler sampler, Scaling features, Scaling targets) {
        this(model, sampler, features, targets, MemoryPlan.of(model));
    }
}
