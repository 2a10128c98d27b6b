package io.kindling.kernels.layer;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Scratch;

/**
 * One pass of one batch through the network: the kernels to use, the memory to work in, and the keys of its random
 * draws. Belongs to one thread; reused from batch to batch by {@link #begin}.
 */
public final class Pass {
    private final Kernels kernels;
    private final Scratch scratch = new Scratch();
    private boolean training;
    private long drawKey;
    private long[] rowKeys = new long[0];
    private int streams;

    public Pass(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Starts a pass and frees the memory of the one before.
     *
     * @param training whether dropout and the like are active
     * @param drawKey what this pass's random draws depend on beside the row: a mix of seed and step
     * @param rowKeys the key of each row; unchanged until the next call
     */
    public Pass begin(boolean training, long drawKey, long[] rowKeys) {
        scratch.reset();
        this.training = training;
        this.drawKey = drawKey;
        this.rowKeys = rowKeys;
        this.streams = 0;
        return this;
    }

    public Kernels kernels() {
        return kernels;
    }

    public Scratch scratch() {
        return scratch;
    }

    public boolean training() {
        return training;
    }

    /** A number of its own for each layer that draws, in the order of the forward pass. */
    public int nextStream() {
        return streams++;
    }

    /** The key of a row's random draws in a stream: a pure function of seed, step, row and stream. */
    public long drawKey(int stream, int row) {
        return Draws.mix(Draws.mix(drawKey + stream) ^ rowKeys[row]);
    }
}
