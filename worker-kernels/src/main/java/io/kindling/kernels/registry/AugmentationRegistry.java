package io.kindling.kernels.registry;

import static java.util.Map.entry;

import io.kindling.kernels.augmentation.Augmentation;
import io.kindling.kernels.augmentation.Crop;
import io.kindling.kernels.augmentation.Cutout;
import io.kindling.kernels.augmentation.Flip;
import io.kindling.kernels.augmentation.Mixup;
import io.kindling.kernels.augmentation.Noise;
import io.kindling.kernels.augmentation.Rotation;
import io.kindling.kernels.augmentation.Shift;
import io.kindling.kernels.augmentation.Zoom;
import java.util.Map;

/** Augmentations by the name that they have in YAML. */
public final class AugmentationRegistry {
    /** One line an augmentation. */
    public static final Map<String, Class<? extends Augmentation>> BY_NAME = Names.inOrder(
            entry("shift", Shift.class),
            entry("rotation", Rotation.class),
            entry("zoom", Zoom.class),
            entry("crop", Crop.class),
            entry("flip", Flip.class),
            entry("cutout", Cutout.class),
            entry("noise", Noise.class),
            entry("mixup", Mixup.class));

    private AugmentationRegistry() {}

    /** The name of an augmentation. */
    public static String nameOf(Augmentation augmentation) {
        return Names.of(BY_NAME, augmentation);
    }
}
