package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Ranges;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Scratch;
import java.io.Serializable;
import java.util.List;

/**
 * All augmentations of a job, one after the other in their order.
 *
 * @param list at most one {@link Mixup} among them; settings are held against their ranges here
 */
public record Augmentations(List<Augmentation> list) implements Serializable {
    /** Rows stay as they are. */
    public static final Augmentations NONE = new Augmentations(List.of());

    /** Sets the draws apart from those of dropout, which come from the same seed, step and row. */
    private static final long STREAM = 0x6175676D656E74L;

    public Augmentations {
        list = List.copyOf(list);
        for (Augmentation augmentation : list) {
            if (augmentation instanceof Record settings) {
                Ranges.check(settings);
            }
        }
        if (list.stream().filter(Mixup.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("mixup stands in the list twice; a row is mixed with one other");
        }
    }

    /** These augmentations, in this order. */
    public static Augmentations of(Augmentation... augmentations) {
        return new Augmentations(List.of(augmentations));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /**
     * <em>Changes</em> the rows of a batch in place.
     *
     * @param batch dense rows of full length
     * @param stepKey a mix of seed and step
     * @param scratch temporary memory; as before when the call returns
     */
    public void apply(Batch batch, long stepKey, Scratch scratch) {
        if (isEmpty()) {
            return;
        }
        if (batch.sparse() != null || batch.lengths() != null) {
            throw new IllegalArgumentException(
                    "Sparse rows and sequences with padding are not augmented; leave training.augmentation away");
        }
        for (int i = 0; i < list.size(); i++) {
            list.get(i).apply(batch, drawKey(stepKey, i), scratch);
        }
    }

    /** The key of a step's draws of the augmentation at a place in the list. */
    static long drawKey(long stepKey, int index) {
        return Draws.key(stepKey, STREAM, index);
    }
}
