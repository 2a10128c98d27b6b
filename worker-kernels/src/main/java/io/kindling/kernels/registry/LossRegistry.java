package io.kindling.kernels.registry;

import static java.util.Map.entry;

import io.kindling.kernels.loss.BinaryCrossEntropy;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.Huber;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.loss.MeanAbsoluteError;
import io.kindling.kernels.loss.MeanSquaredError;
import java.util.Map;

/** Losses by the name that they have in YAML. */
public final class LossRegistry {
    /** One line a loss. */
    public static final Map<String, Class<? extends Loss>> BY_NAME = Names.inOrder(
            entry("cross_entropy", CrossEntropy.class),
            entry("binary_cross_entropy", BinaryCrossEntropy.class),
            entry("mse", MeanSquaredError.class),
            entry("mae", MeanAbsoluteError.class),
            entry("huber", Huber.class));

    private LossRegistry() {}

    /** The name of a loss. */
    public static String nameOf(Loss loss) {
        return Names.of(BY_NAME, loss);
    }
}
