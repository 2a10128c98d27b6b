package io.kindling.kernels.attention;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;

/**
 * Half a transformer block: {@code y = x + inner(norm(x))} with the norm first, {@code y = norm(x + inner(x))} else. It
 * knows the inner layers to end in a dense layer or in dropout, which neither look at their output on the way back nor
 * change the gradient they are given: so x is added in place, and nothing is copied.
 *
 * @param inner attention or the feed-forward layers
 * @param innerAt where their parameters start in the block's slice
 * @param innerLength how many they are
 * @param norm the normalisation
 * @param normAt where its parameters start
 * @param normFirst whether it comes before the inner layers
 */
record Sublayer(Layer inner, int innerAt, int innerLength, LayerNorm norm, int normAt, boolean normFirst) {
    /** As {@link Layer#forward}, with the block's slices. */
    Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        return normFirst ? normFirst(pass, parameters, x, y) : normLast(pass, parameters, x, y);
    }

    private Backward normFirst(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Matrix z = pass.scratch().matrix(x.rows(), x.shape());
        Backward normBack = norm.forward(pass, ofNorm(parameters, x), x, z);
        Backward innerBack = inner.forward(pass, ofInner(parameters), z, y);
        add(pass, x, y);
        return (dy, dParameters, dx) -> {
            long mark = pass.scratch().mark();
            Matrix dz = pass.scratch().matrix(x.rows(), x.shape());
            innerBack.apply(dy, ofInner(dParameters), dz);
            normBack.apply(dz, ofNorm(dParameters, x), dx);
            if (dx != null) {
                add(pass, dy, dx);
            }
            pass.scratch().release(mark);
        };
    }

    private Backward normLast(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Matrix z = pass.scratch().matrix(x.rows(), x.shape());
        Backward innerBack = inner.forward(pass, ofInner(parameters), x, z);
        add(pass, x, z);
        Backward normBack = norm.forward(pass, ofNorm(parameters, x), z, y);
        return (dy, dParameters, dx) -> {
            long mark = pass.scratch().mark();
            Matrix dz = pass.scratch().matrix(x.rows(), x.shape());
            normBack.apply(dy, ofNorm(dParameters, x), dz);
            innerBack.apply(dz, ofInner(dParameters), dx);
            if (dx != null) {
                add(pass, dz, dx);
            }
            pass.scratch().release(mark);
        };
    }

    private Slice ofInner(Slice block) {
        return block.part(innerAt, innerLength);
    }

    private Slice ofNorm(Slice block, Matrix x) {
        return block.part(normAt, norm.parameterCount(x.shape()));
    }

    private static void add(Pass pass, Matrix from, Matrix to) {
        pass.kernels().elementwise().add(from.array(), from.offset(), to.array(), to.offset(), from.size());
    }
}
