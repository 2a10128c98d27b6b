package io.kindling.kernels.layer;

import io.kindling.kernels.tensor.Matrix;

/**
 * Looks on while a pass goes through the layers, there and back. Combinators tell it where in the network they are by the
 * same positions as name their parameters. It changes no number of the pass.
 */
public interface Watch {
    /** What follows lies inside the layer, or the branch, at this position. */
    void enter(int position);

    /** What was last entered is done. */
    void leave();

    /** Comes past a layer whose output is nowhere to be seen, as it is computed as one with the next. */
    void pass(int position, Layer layer);

    /**
     * Sees a layer's output.
     *
     * @param position among the layers of its chain
     * @param layer which it is; of layers that are computed as one, the last
     * @param y its output
     * @param back its way back
     * @return a way back that does the same and lets the gradient by the output be seen
     */
    Backward see(int position, Layer layer, Matrix y, Backward back);
}
