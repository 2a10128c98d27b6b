package io.kindling.kernels.attention;

import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Arrays;

/**
 * What attention computes between its dense layers, row by row and head by head: {@code P = softmax(q · kᵀ / √d)} and
 * {@code context = P · v}, with the steps behind a row's length left out of both sides.
 *
 * <p>Queries go in blocks: a causal block is multiplied with the keys up to its own end only, so that little more than
 * half of the products is computed at all. Within the block, what lies ahead of a query is set to negative infinity.
 *
 * @param pass kernels, scratch memory, the rows' lengths
 * @param stream of the draws of dropout
 * @param layer heads, causal or not, dropout
 * @param projected [rows, time, 3 · features]: queries, keys and values side by side
 * @param probabilities P by row, head and query, without dropout; only the last head's where no way back follows
 */
record ScaledDotProduct(Pass pass, int stream, MultiHeadAttention layer, Matrix projected, Slice probabilities) {
    private static final int CAUSAL_BLOCK = 32;

    static ScaledDotProduct of(MultiHeadAttention layer, Pass pass, Matrix projected) {
        int time = projected.shape().dimension(0);
        int kept = pass.isForwardOnly() ? 1 : Math.multiplyExact(projected.rows(), layer.heads());
        Slice probabilities = pass.scratch().vector(Math.multiplyExact(kept, Math.multiplyExact(time, time)));
        return new ScaledDotProduct(pass, pass.nextStream(), layer, projected, probabilities);
    }

    /** <em>Overwrites</em> context [rows, time, features]. */
    void forward(Matrix context) {
        long mark = pass.scratch().mark();
        Slice dropped = drops() ? pass.scratch().vector(block() * time()) : null;
        for (int row = 0; row < projected.rows(); row++) {
            int length = pass.length(row, time());
            for (int head = 0; head < layer.heads(); head++) {
                for (int from = 0; from < length; from += block()) {
                    forward(row, head, from, Math.min(from + block(), length), length, dropped, context);
                }
            }
            int end = context.rowOffset(row) + context.columns();
            Arrays.fill(context.array(), context.rowOffset(row) + length * features(), end, 0);
        }
        pass.scratch().release(mark);
    }

    /** <em>Overwrites</em> dProjected, laid out like projected. */
    void backward(Matrix dContext, Matrix dProjected) {
        long mark = pass.scratch().mark();
        Slice dScores = pass.scratch().vector(block() * time());
        Slice dropped = drops() ? pass.scratch().vector(block() * time()) : null;
        for (int row = 0; row < projected.rows(); row++) {
            int length = pass.length(row, time());
            for (int head = 0; head < layer.heads(); head++) {
                // The last block has all keys: it overwrites the gradients of keys and values, the others add to them.
                int last = length == 0 ? -1 : (length - 1) / block() * block();
                for (int from = last; from >= 0; from -= block()) {
                    int to = Math.min(from + block(), length);
                    backward(row, head, from, to, length, dScores, dropped, dContext, dProjected);
                }
            }
            int end = dProjected.rowOffset(row) + dProjected.columns();
            Arrays.fill(dProjected.array(), dProjected.rowOffset(row) + length * stride(), end, 0);
        }
        pass.scratch().release(mark);
    }

    private void forward(int row, int head, int from, int to, int length, Slice dropped, Matrix context) {
        int keys = layer.causal() ? to : length;
        float[] p = probabilities.array();
        int at = probabilityOffset(row, head, from);
        products()
                .gemm(
                        false,
                        true,
                        to - from,
                        keys,
                        depth(),
                        scale(),
                        projected.array(),
                        offset(projected, row, head, 0, from),
                        stride(),
                        projected.array(),
                        offset(projected, row, head, 1, 0),
                        stride(),
                        0,
                        p,
                        at,
                        time());
        for (int query = from; query < to; query++) {
            int line = at + (query - from) * time();
            if (layer.causal()) {
                Arrays.fill(p, line + query + 1, line + keys, Float.NEGATIVE_INFINITY);
            }
            loops().softmax(p, line, p, line, keys);
        }
        boolean drops = dropped != null;
        if (drops) {
            drop(row, head, from, to, keys, p, at, dropped.array(), dropped.offset());
        }
        products()
                .gemm(
                        false,
                        false,
                        to - from,
                        depth(),
                        keys,
                        1,
                        drops ? dropped.array() : p,
                        drops ? dropped.offset() : at,
                        time(),
                        projected.array(),
                        offset(projected, row, head, 2, 0),
                        stride(),
                        0,
                        context.array(),
                        context.rowOffset(row) + from * features() + head * depth(),
                        features());
    }

    private void backward(
            int row,
            int head,
            int from,
            int to,
            int length,
            Slice dScores,
            Slice dropped,
            Matrix dContext,
            Matrix dProjected) {
        int keys = layer.causal() ? to : length;
        float beta = to == length ? 0 : 1;
        float[] p = probabilities.array();
        int at = probabilityOffset(row, head, from);
        float[] ds = dScores.array();
        int dContextAt = dContext.rowOffset(row) + from * features() + head * depth();
        boolean drops = dropped != null;
        if (drops) {
            drop(row, head, from, to, keys, p, at, dropped.array(), dropped.offset());
        }
        // dv = Pᵀ · dContext
        products()
                .gemm(
                        true,
                        false,
                        keys,
                        depth(),
                        to - from,
                        1,
                        drops ? dropped.array() : p,
                        drops ? dropped.offset() : at,
                        time(),
                        dContext.array(),
                        dContextAt,
                        features(),
                        beta,
                        dProjected.array(),
                        offset(dProjected, row, head, 2, 0),
                        stride());
        // dP = dContext · vᵀ
        products()
                .gemm(
                        false,
                        true,
                        to - from,
                        keys,
                        depth(),
                        1,
                        dContext.array(),
                        dContextAt,
                        features(),
                        projected.array(),
                        offset(projected, row, head, 2, 0),
                        stride(),
                        0,
                        ds,
                        dScores.offset(),
                        time());
        if (drops) {
            drop(row, head, from, to, keys, ds, dScores.offset(), ds, dScores.offset());
        }
        for (int query = from; query < to; query++) {
            int line = (query - from) * time();
            int d = dScores.offset() + line;
            loops().softmaxGradient(p, at + line, ds, d, ds, d, keys);
        }
        // dq = dScores · k / √d
        products()
                .gemm(
                        false,
                        false,
                        to - from,
                        depth(),
                        keys,
                        scale(),
                        ds,
                        dScores.offset(),
                        time(),
                        projected.array(),
                        offset(projected, row, head, 1, 0),
                        stride(),
                        0,
                        dProjected.array(),
                        offset(dProjected, row, head, 0, from),
                        stride());
        // dk = dScoresᵀ · q / √d
        products()
                .gemm(
                        true,
                        false,
                        keys,
                        depth(),
                        to - from,
                        scale(),
                        ds,
                        dScores.offset(),
                        time(),
                        projected.array(),
                        offset(projected, row, head, 0, from),
                        stride(),
                        beta,
                        dProjected.array(),
                        offset(dProjected, row, head, 1, 0),
                        stride());
    }

    /** Dropout of a block's lines, each by a key of its own; <em>overwrites</em> y, which may be x. */
    private void drop(int row, int head, int from, int to, int keys, float[] x, int xOffset, float[] y, int yOffset) {
        long key = pass.drawKey(stream, row);
        for (int query = from; query < to; query++) {
            int line = (query - from) * time();
            long lineKey = Draws.key(key, (long) head << 32 | query);
            loops().dropout((float) layer.dropout(), lineKey, x, xOffset + line, y, yOffset + line, keys);
        }
    }

    private boolean drops() {
        return pass.training() && layer.dropout() > 0;
    }

    /** Where a head's queries (0), keys (1) or values (2) of a step start. */
    private int offset(Matrix matrix, int row, int head, int kind, int step) {
        return matrix.rowOffset(row) + step * stride() + kind * features() + head * depth();
    }

    private int probabilityOffset(int row, int head, int query) {
        int slot = pass.isForwardOnly() ? 0 : row * layer.heads() + head;
        return probabilities.offset() + (slot * time() + query) * time();
    }

    private int time() {
        return projected.shape().dimension(0);
    }

    private int stride() {
        return projected.shape().last();
    }

    private int features() {
        return stride() / 3;
    }

    private int depth() {
        return features() / layer.heads();
    }

    private int block() {
        return layer.causal() ? CAUSAL_BLOCK : time();
    }

    private float scale() {
        return (float) (1 / Math.sqrt(depth()));
    }

    private Blas products() {
        return pass.kernels().blas();
    }

    private Elementwise loops() {
        return pass.kernels().elementwise();
    }
}
