package io.kindling.kernels.parameter;

import io.kindling.kernels.tensor.Shape;
import java.io.Serializable;

/**
 * Something a layer learns.
 *
 * @param name its name within the layer, as PyTorch has it: {@code weight}, {@code bias}
 * @param shape its shape; dense weights are {@code [out, in]}
 * @param fanIn how many inputs feed one output
 * @param fanOut how many outputs one input feeds
 * @param initializer its start; {@link Auto} for what suits the activation that follows
 * @param decays whether weight decay applies to it (weights yes, biases and norms no)
 */
public record Parameter(String name, Shape shape, int fanIn, int fanOut, Initializer initializer, boolean decays)
        implements Serializable {
    /** The same parameter with a prefix to its name: {@code 0.} makes {@code weight} into {@code 0.weight}. */
    public Parameter prefixed(String prefix) {
        return new Parameter(prefix + name, shape, fanIn, fanOut, initializer, decays);
    }

    /** The same parameter with {@link Auto} settled. */
    public Parameter initializedBy(Initializer settled) {
        return initializer instanceof Auto ? new Parameter(name, shape, fanIn, fanOut, settled, decays) : this;
    }
}
