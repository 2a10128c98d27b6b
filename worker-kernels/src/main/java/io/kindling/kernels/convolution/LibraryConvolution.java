package io.kindling.kernels.convolution;

import io.kindling.kernels.blas.ConvolutionShape;
import io.kindling.kernels.blas.Convolutions;
import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;

/**
 * A convolution by a library that has them, forth and back, in place of {@link Convolution} and {@link
 * ConvolutionGradient}; the activation behind it and the bias's gradient are loops of ours.
 */
final class LibraryConvolution {
    private final Elementwise loops;
    private final Conv2d layer;
    private final Convolutions library;
    private final ConvolutionShape shape;

    private LibraryConvolution(Elementwise loops, Conv2d layer, Convolutions library, ConvolutionShape shape) {
        this.loops = loops;
        this.layer = layer;
        this.library = library;
        this.shape = shape;
    }

    /** Empty where there is no library, or products are faster. */
    static Optional<LibraryConvolution> of(Pass pass, Conv2d layer, Windows windows) {
        if (layer.groups() != 1) {
            return Optional.empty();
        }
        ConvolutionShape shape = new ConvolutionShape(
                windows.channels(),
                windows.height(),
                windows.width(),
                layer.filters(),
                windows.outHeight(),
                windows.outWidth(),
                layer.kernel().height(),
                layer.kernel().width(),
                layer.stride().height(),
                layer.stride().width(),
                layer.dilation().height(),
                layer.dilation().width(),
                windows.top(),
                windows.left());
        return pass.kernels()
                .convolutions()
                .filter(library -> library.takes(shape))
                .map(library -> new LibraryConvolution(pass.kernels().elementwise(), layer, library, shape));
    }

    /**
     * <em>Overwrites</em> y with the convolution of x.
     *
     * @param parameters weight and bias
     * @param activation null where there is none
     */
    void forward(Slice parameters, Matrix x, Matrix y, Activation activation) {
        Slice bias = layer.bias() ? bias(parameters) : null;
        library.forward(shape, x.rows(), numbers(x), weight(parameters), bias, numbers(y));
        if (activation != null) {
            for (int row = 0; row < y.rows(); row++) {
                int at = y.rowOffset(row);
                activation.activate(loops, y.array(), at, y.array(), at, y.columns());
            }
        }
    }

    /**
     * <em>Adds to</em> dParameters, <em>overwrites</em> dx unless it is null, and changes dy.
     *
     * @param activation null where there is none
     * @param y the output, for the activation
     */
    void backward(
            Slice parameters, Matrix x, Activation activation, Matrix y, Matrix dy, Slice dParameters, Matrix dx) {
        for (int row = 0; row < dy.rows(); row++) {
            int at = dy.rowOffset(row);
            if (activation != null) {
                activation.gradient(loops, y.array(), y.rowOffset(row), dy.array(), at, dy.array(), at, dy.columns());
            }
            if (layer.bias()) {
                layer.addBiasGradient(loops, dy.array(), at, shape.outHeight() * shape.outWidth(), dParameters);
            }
        }
        Slice to = dx == null ? null : numbers(dx);
        library.backward(shape, x.rows(), numbers(x), weight(parameters), numbers(dy), weight(dParameters), to);
    }

    private Slice weight(Slice parameters) {
        return parameters.part(0, parameters.length() - (layer.bias() ? layer.filters() : 0));
    }

    private Slice bias(Slice parameters) {
        return parameters.part(parameters.length() - layer.filters(), layer.filters());
    }

    private static Slice numbers(Matrix matrix) {
        return new Slice(matrix.array(), matrix.offset(), matrix.size());
    }
}
