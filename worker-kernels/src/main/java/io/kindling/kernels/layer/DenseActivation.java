package io.kindling.kernels.layer;

import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.tensor.SparseMatrix;
import io.kindling.kernels.vector.Elementwise;
import java.util.List;
import java.util.Optional;

/**
 * A dense layer and the activation behind it in one: bias and activation are applied to each row while it is in the
 * nearest cache, and on the way back the activation's gradient is taken in place and summed into the bias's. The numbers
 * are those of the two layers one after the other.
 */
record DenseActivation(Dense dense, Activation activation) implements SparseLayer {
    /** The two as one, where the activation's gradient can be taken from its output. */
    static Optional<Layer> of(Dense dense, Layer next) {
        return next instanceof Activation activation && activation.gradientFromOutput() && dense.bias()
                ? Optional.of(new DenseActivation(dense, activation))
                : Optional.empty();
    }

    @Override
    public Shape outputShape(Shape input) {
        return dense.outputShape(input);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return dense.parameters(input);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        dense.multiply(pass, parameters, x, y);
        activate(pass, parameters, y);
        return (dy, dParameters, dx) -> {
            activationGradient(pass, y, dy, dParameters);
            dense.backward(pass.kernels().blas(), parameters, x, dy, dParameters, dx);
        };
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, SparseMatrix x, Matrix y) {
        SparseProduct product = new SparseProduct(pass, x, dense.units());
        product.multiply(parameters, y);
        activate(pass, parameters, y);
        return (dy, dParameters, dx) -> {
            activationGradient(pass, y, dy, dParameters);
            product.addGradient(dy, dParameters);
        };
    }

    /** Bias and activation, row by row, in place. */
    private void activate(Pass pass, Slice parameters, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        int units = dense.units();
        int bias = dense.biasOffset(parameters);
        for (int at = y.offset(); at < y.offset() + y.size(); at += units) {
            activation.biasActivate(loops, y.array(), at, parameters.array(), bias, y.array(), at, units);
        }
    }

    /** The activation's gradient in place, <em>added to</em> the bias's. */
    private void activationGradient(Pass pass, Matrix y, Matrix dy, Slice dParameters) {
        Elementwise loops = pass.kernels().elementwise();
        int units = dense.units();
        int dBias = dense.biasOffset(dParameters);
        for (int row = 0; row < y.size(); row += units) {
            int at = dy.offset() + row;
            activation.gradient(loops, y.array(), y.offset() + row, dy.array(), at, dy.array(), at, units);
            loops.add(dy.array(), at, dParameters.array(), dBias, units);
        }
    }
}
