package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Activation;
import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;

/** A convolution, which can run the activation behind it on its own output. */
interface Activated extends Layer {
    /** As the layer's own forward, with the activation behind it; without where that is null. */
    Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y, Activation activation);

    @Override
    default Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        return forward(pass, parameters, x, y, null);
    }
}
