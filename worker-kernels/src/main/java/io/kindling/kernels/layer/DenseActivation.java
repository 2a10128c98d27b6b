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
 * are those of the two layers one after the other. What the activation's gradient is taken from, output or input, is kept
 * for the way back.
 */
record DenseActivation(Dense dense, Activation activation) implements SparseLayer {
    /** The two as one, where there is a bias to add. */
    static Optional<Layer> of(Dense dense, Layer next) {
        return next instanceof Activation activation && dense.bias()
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
        Matrix z = beforeActivation(pass, y);
        dense.multiply(pass, parameters, x, z);
        activate(pass, parameters, z, y);
        return (dy, dParameters, dx) -> {
            activationGradient(pass, activation.gradientFromOutput() ? y : z, dy, dParameters);
            dense.backward(pass.kernels().blas(), parameters, x, dy, dParameters, dx);
        };
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, SparseMatrix x, Matrix y) {
        SparseProduct product = new SparseProduct(pass, x, dense.units());
        Matrix z = beforeActivation(pass, y);
        product.multiply(parameters, z);
        activate(pass, parameters, z, y);
        return (dy, dParameters, dx) -> {
            activationGradient(pass, activation.gradientFromOutput() ? y : z, dy, dParameters);
            product.addGradient(dy, dParameters);
        };
    }

    /** Where the dense layer's output lies: in y itself, unless the way back needs it beside y. */
    private Matrix beforeActivation(Pass pass, Matrix y) {
        return activation.gradientFromOutput() || pass.isForwardOnly()
                ? y
                : pass.scratch().matrix(y.rows(), y.shape());
    }

    /** Bias and activation, row by row: <em>overwrites</em> y, and <em>adds</em> the bias to z where that is not y. */
    private void activate(Pass pass, Slice parameters, Matrix z, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        int units = dense.units();
        int bias = dense.biasOffset(parameters);
        boolean inPlace = z.equals(y);
        for (int row = 0; row < y.size(); row += units) {
            int from = z.offset() + row;
            int to = y.offset() + row;
            if (inPlace) {
                activation.biasActivate(loops, y.array(), to, parameters.array(), bias, y.array(), to, units);
            } else {
                loops.add(parameters.array(), bias, z.array(), from, units);
                activation.activate(loops, z.array(), from, y.array(), to, units);
            }
        }
    }

    /** The activation's gradient in place, <em>added to</em> the bias's. */
    private void activationGradient(Pass pass, Matrix known, Matrix dy, Slice dParameters) {
        Elementwise loops = pass.kernels().elementwise();
        int units = dense.units();
        int dBias = dense.biasOffset(dParameters);
        for (int row = 0; row < dy.size(); row += units) {
            int at = dy.offset() + row;
            activation.gradient(loops, known.array(), known.offset() + row, dy.array(), at, dy.array(), at, units);
            loops.add(dy.array(), at, dParameters.array(), dBias, units);
        }
    }
}
