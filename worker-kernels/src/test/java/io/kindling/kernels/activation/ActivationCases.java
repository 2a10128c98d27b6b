package io.kindling.kernels.activation;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.vector.Elementwise;
import io.kindling.kernels.vector.Twins;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The layers that the activation tests run over, by the names of the reference cases. */
final class ActivationCases {
    static final Map<String, Layer> LAYERS = Map.ofEntries(
            Map.entry("sigmoid", new Sigmoid()),
            Map.entry("tanh", new Tanh()),
            Map.entry("relu", new Relu()),
            Map.entry("leaky_relu", new LeakyRelu(0.01)),
            Map.entry("leaky_relu_0.2", new LeakyRelu(0.2)),
            Map.entry("elu", new Elu(1)),
            Map.entry("selu", new Selu()),
            Map.entry("gelu", new Gelu(Gelu.Approximation.NONE)),
            Map.entry("gelu_tanh", new Gelu(Gelu.Approximation.TANH)),
            Map.entry("silu", new Silu()),
            Map.entry("softplus", new Softplus()),
            Map.entry("mish", new Mish()),
            Map.entry("hardtanh", new Hardtanh(-1, 1)),
            Map.entry("softmax", new Softmax()),
            Map.entry("log_softmax", new LogSoftmax()));

    private ActivationCases() {}

    /** Every layer with either twin of the loops. */
    static Stream<Arguments> layersOnBothTwins() {
        return Twins.all().flatMap(loops -> LAYERS.values().stream().map(layer -> Arguments.of(loops, layer)));
    }

    /** A training pass that computes with these loops; activations need no matrix products. */
    static Pass pass(Elementwise loops) {
        return new Pass(new Kernels(Blas.best(), loops, Optional.empty())).begin(true, 1, new long[0]);
    }
}
