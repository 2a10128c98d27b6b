package io.kindling.kernels.convolution;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * The mean of each channel: [channels, height, width] becomes [channels] (Lin et al. 2014). PyTorch's {@code
 * AdaptiveAvgPool2d(1)} and {@code Flatten}, Keras's {@code GlobalAveragePooling2D}.
 */
@Help("The mean of each channel of a picture; PyTorch's AdaptiveAvgPool2d(1), flattened")
public record GlobalAvgPool2d() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 3) {
            throw new ShapeException("global_avg_pool2d takes pictures of [channels, height, width], but this input is "
                    + input + ". Put it behind the last convolution or pooling");
        }
        return Shape.of(input.dimension(0));
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int plane = x.shape().size() / x.shape().dimension(0);
        for (int i = 0; i < y.size(); i++) {
            double sum = pass.kernels().elementwise().sum(x.array(), x.offset() + i * plane, plane);
            y.array()[y.offset() + i] = (float) (sum / plane);
        }
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                for (int i = 0; i < dy.size(); i++) {
                    int to = dx.offset() + i * plane;
                    Arrays.fill(dx.array(), to, to + plane, dy.array()[dy.offset() + i] / plane);
                }
            }
        };
    }
}
