package io.kindling.kernels.layer;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Slice;

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
    private boolean forwardOnly;
    private int[] lengths;
    private float[] weights = new float[0];
    private int nextRunning;
    private int runningSlots;
    private Tally tally;
    private Watch watch;

    public Pass(Kernels kernels) {
        this.kernels = kernels.forOneThread();
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
        kernels.blas().keep(null);
        this.training = training;
        this.drawKey = drawKey;
        this.rowKeys = rowKeys;
        this.streams = 0;
        this.forwardOnly = false;
        this.lengths = null;
        this.tally = null;
        this.watch = null;
        return this;
    }

    /** Nobody will take the way back: layers keep nothing for it. */
    public Pass forwardOnly() {
        forwardOnly = true;
        return this;
    }

    /**
     * Tells where the layers' running moments lie, and how long the rows' sequences are.
     *
     * @param weights the model's flat array, unchanged
     * @param running where the running moments start in it
     * @param tally where the batch's moments are counted; null where nobody wants them
     * @param lengths of each row's sequence, or null where all are full; unchanged until the next call
     */
    public Pass bind(float[] weights, int running, Tally tally, int[] lengths) {
        this.weights = weights;
        kernels.blas().keep(weights);
        this.nextRunning = running;
        this.runningSlots = 0;
        this.tally = tally;
        this.lengths = lengths;
        return this;
    }

    /**
     * Has somebody look on.
     *
     * @param onlooker told of each layer from now on, until the next pass; null for nobody
     */
    public void watchedBy(Watch onlooker) {
        watch = onlooker;
    }

    /** Who looks on; null where nobody does. */
    public Watch watch() {
        return watch;
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

    /** Whether the way back is never taken. */
    public boolean isForwardOnly() {
        return forwardOnly;
    }

    /**
     * How many steps of a row's sequence are there; those behind are padding, to be left out of means and of attention.
     *
     * @param time of a full sequence
     */
    public int length(int row, int time) {
        return lengths == null ? time : Math.min(lengths[row], time);
    }

    /** Whether some rows may have padding. */
    public boolean hasPadding() {
        return lengths != null;
    }

    /** The running moments of a layer that has some: each takes its own, in the order of the forward pass. */
    public Running nextRunning(int columns) {
        Slice mean = new Slice(weights, nextRunning, columns);
        Slice variance = new Slice(weights, nextRunning + columns, columns);
        nextRunning += 2 * columns;
        return new Running(mean, variance, runningSlot(runningSlots++), tally);
    }

    /** The name in the tally of the batch's moments of the model's index-th running moments. */
    public static String runningSlot(int index) {
        return "running." + index;
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
