package io.kindling.kernels.work;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.Precision;
import io.kindling.kernels.augmentation.Augmentations;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.watch.WatchCadence;
import java.io.Serializable;

/**
 * What stays the same for all steps on a set of shards; shipped to each executor once.
 *
 * @param model network and loss
 * @param sampler which rows make up a step
 * @param features scaling on the way into the network
 * @param targets scaling on the way into the loss
 * @param augmentations changes to the rows of training steps
 * @param memory how much a pass takes
 * @param shardMemory what each executor remembers of its shards; empty where the job arrives
 * @param watch at which training steps the layers are watched
 * @param precision of matrix products
 */
public record Job(
        Model model,
        BatchSampler sampler,
        Scaling features,
        Scaling targets,
        Augmentations augmentations,
        MemoryPlan memory,
        ShardMemory shardMemory,
        WatchCadence watch,
        Precision precision)
        implements Serializable {
    /** With nothing remembered yet, and nobody looking on. */
    public Job(
            Model model,
            BatchSampler sampler,
            Scaling features,
            Scaling targets,
            Augmentations augmentations,
            MemoryPlan memory) {
        this(
                model,
                sampler,
                features,
                targets,
                augmentations,
                memory,
                new ShardMemory(),
                WatchCadence.NEVER,
                Precision.FLOAT32);
    }

    /** The same with its layers watched. */
    public Job watched(WatchCadence cadence) {
        return new Job(model, sampler, features, targets, augmentations, memory, shardMemory, cadence, precision);
    }

    /** The same with its products in this precision. */
    public Job in(Precision products) {
        return new Job(model, sampler, features, targets, augmentations, memory, shardMemory, watch, products);
    }

    /** What this JVM computes it with. */
    public Kernels kernels() {
        return Kernels.best(precision);
    }

    /** Of rows as they are, with a plan of the memory made here. */
    public Job(Model model, BatchSampler sampler, Scaling features, Scaling targets) {
        this(model, sampler, features, targets, Augmentations.NONE);
    }

    /** With a plan of the memory made here. */
    public Job(Model model, BatchSampler sampler, Scaling features, Scaling targets, Augmentations augmentations) {
        this(model, sampler, features, targets, augmentations, MemoryPlan.of(model, augmentations));
    }
}
