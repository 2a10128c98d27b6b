package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.convolution.AvgPool2d;
import io.kindling.kernels.convolution.Conv1d;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Extent;
import io.kindling.kernels.convolution.GlobalAvgPool2d;
import io.kindling.kernels.convolution.MaxPool2d;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.convolution.PoolStride;
import io.kindling.kernels.convolution.SequencePadding;
import io.kindling.kernels.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Convolutions and poolings. ONNX wants channels in front, as [channels, height, width] has them. */
final class ConvolutionExports {
    private ConvolutionExports() {}

    static Value conv2d(Conv2d layer, Value x, LayerScope scope) {
        List<String> inputs = inputs(x.name(), layer.bias(), scope);
        String y = scope.operator(
                "Conv",
                inputs,
                list("kernel_shape", layer.kernel()),
                list("strides", layer.stride()),
                list("dilations", layer.dilation()),
                pads(layer.padding(), layer.kernel(), layer.dilation()),
                Attribute.of("group", layer.groups()));
        return new Value(y, layer.outputShape(x.shape()));
    }

    /** [time, features] is turned, and turned back. */
    static Value conv1d(Conv1d layer, Value x, LayerScope scope) {
        long reach = (long) layer.dilation() * (layer.kernel() - 1);
        SequencePadding padding = layer.padding();
        long before = padding.equals(SequencePadding.SAME)
                ? reach / 2
                : padding.equals(SequencePadding.CAUSAL) ? reach : padding.steps();
        long behind = padding.steps() < 0 ? reach - before : padding.steps();
        String y = scope.operator(
                "Conv",
                inputs(turned(x.name(), scope), layer.bias(), scope),
                Attribute.list("kernel_shape", layer.kernel()),
                Attribute.list("strides", layer.stride()),
                Attribute.list("dilations", layer.dilation()),
                Attribute.list("pads", before, behind),
                Attribute.of("group", layer.groups()));
        return new Value(turned(y, scope), layer.outputShape(x.shape()));
    }

    static Value maxPool2d(MaxPool2d layer, Value x, LayerScope scope) {
        return pooled(
                "MaxPool", layer.kernel(), layer.stride(), layer.padding(), x, layer.outputShape(x.shape()), scope);
    }

    static Value avgPool2d(AvgPool2d layer, Value x, LayerScope scope) {
        return pooled(
                "AveragePool",
                layer.kernel(),
                layer.stride(),
                layer.padding(),
                x,
                layer.outputShape(x.shape()),
                scope,
                Attribute.of("count_include_pad", layer.countIncludePad() ? 1 : 0));
    }

    static Value globalAvgPool2d(GlobalAvgPool2d layer, Value x, LayerScope scope) {
        Shape pixel = Shape.of(x.shape().dimension(0), 1, 1);
        Value mean = new Value(scope.operator("GlobalAveragePool", List.of(x.name())), pixel);
        return scope.reshaped(mean, layer.outputShape(x.shape()));
    }

    /** [batch, time, features] as [batch, features, time], and the other way round. */
    static String turned(String x, LayerScope scope) {
        return scope.operator("Transpose", List.of(x), Attribute.list("perm", 0, 2, 1));
    }

    private static Value pooled(
            String type,
            Extent kernel,
            PoolStride stride,
            Padding padding,
            Value x,
            Shape output,
            LayerScope scope,
            Attribute... further) {
        List<Attribute> attributes = new ArrayList<>(List.of(further));
        attributes.add(list("kernel_shape", kernel));
        attributes.add(
                stride.equals(PoolStride.KERNEL)
                        ? list("strides", kernel)
                        : Attribute.list("strides", stride.height(), stride.width()));
        attributes.add(pads(padding, kernel, Extent.ONE));
        return new Value(scope.operator(type, List.of(x.name()), attributes.toArray(Attribute[]::new)), output);
    }

    private static List<String> inputs(String x, boolean bias, LayerScope scope) {
        return bias
                ? List.of(x, scope.parameter("weight"), scope.parameter("bias"))
                : List.of(x, scope.parameter("weight"));
    }

    /** Above, left, below, right; of {@code same} what is odd goes below and to the right. */
    private static Attribute pads(Padding padding, Extent kernel, Extent dilation) {
        long down = (long) dilation.height() * (kernel.height() - 1);
        long right = (long) dilation.width() * (kernel.width() - 1);
        return padding.isSame()
                ? Attribute.list("pads", down / 2, right / 2, down - down / 2, right - right / 2)
                : Attribute.list("pads", padding.height(), padding.width(), padding.height(), padding.width());
    }

    private static Attribute list(String name, Extent extent) {
        return Attribute.list(name, extent.height(), extent.width());
    }
}
