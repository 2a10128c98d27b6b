package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.List;
import java.util.Optional;

/**
 * A convolution and the activation behind it in one: the activation and its gradient are taken in place, row by row, while
 * the row is in cache. The numbers are those of the two layers one after the other.
 */
record ConvolutionActivation(Activated convolution, Activation activation) implements Layer {
    /** The two as one, where the activation's gradient can be taken from its output. */
    static Optional<Layer> of(Activated convolution, Layer next) {
        return next instanceof Activation activation && activation.gradientFromOutput()
                ? Optional.of(new ConvolutionActivation(convolution, activation))
                : Optional.empty();
    }

    @Override
    public Shape outputShape(Shape input) {
        return convolution.outputShape(input);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return convolution.parameters(input);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        return convolution.forward(pass, parameters, x, y, activation);
    }
}
