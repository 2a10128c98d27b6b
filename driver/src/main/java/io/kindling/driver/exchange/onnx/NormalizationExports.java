package io.kindling.driver.exchange.onnx;

import static io.kindling.driver.exchange.onnx.ConvolutionExports.turned;

import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.normalization.GroupNorm;
import io.kindling.kernels.normalization.LayerNorm;
import java.util.Arrays;
import java.util.List;

/** Normalisations, by running moments where there are such. */
final class NormalizationExports {
    private NormalizationExports() {}

    static Value batchNorm(BatchNorm layer, Value x, LayerScope scope) {
        boolean sequence = x.shape().rank() == 2;
        String y = scope.operator(
                "BatchNormalization",
                List.of(
                        sequence ? turned(x.name(), scope) : x.name(),
                        scope.parameter("weight"),
                        scope.parameter("bias"),
                        scope.parameter("running_mean"),
                        scope.parameter("running_var")),
                Attribute.of("epsilon", layer.epsilon()));
        return sequence ? scope.padded(new Value(turned(y, scope), x.shape()), 0) : new Value(y, x.shape());
    }

    static Value layerNorm(LayerNorm layer, Value x, LayerScope scope) {
        String y = scope.operator(
                "LayerNormalization",
                List.of(x.name(), scope.parameter("weight"), scope.parameter("bias")),
                Attribute.of("axis", -1),
                Attribute.of("epsilon", layer.epsilon()));
        return new Value(y, x.shape());
    }

    /** ONNX's own operator came late: each group as a channel is standardized, then come weight and bias. */
    static Value groupNorm(GroupNorm layer, Value x, LayerScope scope) {
        int groups = layer.groups();
        float[] ones = new float[groups];
        Arrays.fill(ones, 1);
        String seen = scope.operator("Reshape", List.of(x.name(), scope.whole(0, groups, -1)));
        Value standard = new Value(
                scope.operator(
                        "InstanceNormalization",
                        List.of(
                                seen,
                                scope.constant("ones", ones, groups),
                                scope.constant("zeros", new float[groups], groups)),
                        Attribute.of("epsilon", layer.epsilon())),
                x.shape());
        String scaled = scope.operator(
                "Mul", List.of(scope.reshaped(standard, x.shape()).name(), byChannel("weight", x, scope)));
        return new Value(scope.operator("Add", List.of(scaled, byChannel("bias", x, scope))), x.shape());
    }

    private static String byChannel(String parameter, Value x, LayerScope scope) {
        long channels = x.shape().dimension(0);
        return x.shape().rank() == 1
                ? scope.parameter(parameter)
                : scope.operator("Reshape", List.of(scope.parameter(parameter), scope.whole(channels, 1, 1)));
    }
}
