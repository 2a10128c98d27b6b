package io.kindling.kernels.model;

import java.util.Locale;

/** A model needs more memory than this JVM may have: it is too large, or the heap too small. */
public final class ModelTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ModelTooLargeException(Model model, String needs) {
        super(String.format(
                Locale.ROOT,
                "The model does not fit into memory: it has %,d parameters and takes rows of %,d numbers; %s, and this JVM's"
                        + " heap is %,d MB at most. Make the model smaller or the heap larger (-Xmx, spark.driver.memory).",
                model.layout().parameters(),
                model.input().size(),
                needs,
                Runtime.getRuntime().maxMemory() >> 20));
    }
}
