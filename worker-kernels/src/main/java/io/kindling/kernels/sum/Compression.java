package io.kindling.kernels.sum;

import java.io.Serializable;

/**
 * How a shard makes what it sends smaller, before it enters the tree: the numbers themselves change, so both engines and all
 * executors agree on them. Sums of what was sent are float32, wherever they are computed.
 */
public sealed interface Compression extends Serializable permits Uncompressed, Bf16, TopK {
    /**
     * Changes what a shard sends.
     *
     * @param numbers of which the first are those of the model's parameters; <em>overwritten</em>
     * @param parameters how many these are
     * @param residual what the shard has not sent so far, one for each parameter; <em>overwritten</em>; null where the
     *     compression {@linkplain #keepsResiduals keeps none}
     */
    void apply(float[] numbers, int parameters, float[] residual);

    /** Whether executors keep what was not sent, and so results depend on which of them are lost. */
    default boolean keepsResiduals() {
        return false;
    }
}
