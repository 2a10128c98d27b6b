package io.kindling.kernels.activation;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;

/** A layer without parameters that maps each vector along the last axis by itself, with a gradient from its output. */
interface VectorwiseLayer extends Layer {
    /** <em>Overwrites</em> one vector of y. */
    void map(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** <em>Overwrites</em> one vector of dx. */
    void gradient(
            Elementwise loops, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length);

    @Override
    default Shape outputShape(Shape input) {
        return input;
    }

    @Override
    default Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        int width = x.shape().last();
        for (int at = 0; at < x.size(); at += width) {
            map(loops, x.array(), x.offset() + at, y.array(), y.offset() + at, width);
        }
        return (dy, dParameters, dx) -> {
            for (int at = 0; dx != null && at < y.size(); at += width) {
                gradient(
                        loops,
                        y.array(),
                        y.offset() + at,
                        dy.array(),
                        dy.offset() + at,
                        dx.array(),
                        dx.offset() + at,
                        width);
            }
        };
    }
}
