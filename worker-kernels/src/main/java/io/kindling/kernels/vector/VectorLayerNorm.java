package io.kindling.kernels.vector;

import static io.kindling.kernels.vector.Lanes.SPECIES;
import static io.kindling.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** {@link LayerNormLoops} by the Vector API. */
interface VectorLayerNorm extends LayerNormLoops, ArithmeticLoops {
    @Override
    default void layerNorm(
            double epsilon,
            float[] x,
            int xOffset,
            float[] parameters,
            int parametersOffset,
            float[] y,
            int yOffset,
            float[] moments,
            int momentsOffset,
            int length) {
        if (length == 0) {
            return;
        }
        float mean = (float) (sum(x, xOffset, length) / length);
        int bound = SPECIES.loopBound(length);
        FloatVector squares = FloatVector.zero(SPECIES);
        for (int i = 0; i < bound; i += WIDTH) {
            FloatVector d = fromArray(SPECIES, x, xOffset + i).sub(mean);
            squares = d.fma(d, squares);
        }
        double total = Lanes.sum(squares);
        for (int i = bound; i < length; i++) {
            double d = x[xOffset + i] - mean;
            total += d * d;
        }
        float scale = (float) (1 / Math.sqrt(total / length + epsilon));
        moments[momentsOffset] = mean;
        moments[momentsOffset + 1] = scale;
        int bias = parametersOffset + length;
        for (int i = 0; i < bound; i += WIDTH) {
            FloatVector b = fromArray(SPECIES, parameters, bias + i);
            fromArray(SPECIES, x, xOffset + i)
                    .sub(mean)
                    .mul(scale)
                    .fma(fromArray(SPECIES, parameters, parametersOffset + i), b)
                    .intoArray(y, yOffset + i);
        }
        for (int i = bound; i < length; i++) {
            float normal = (x[xOffset + i] - mean) * scale;
            y[yOffset + i] = Math.fma(normal, parameters[parametersOffset + i], parameters[bias + i]);
        }
    }

    @Override
    default void layerNormGradient(
            float[] x,
            int xOffset,
            float[] parameters,
            int parametersOffset,
            float[] moments,
            int momentsOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dParameters,
            int dParametersOffset,
            int length) {
        float mean = moments[momentsOffset];
        float scale = moments[momentsOffset + 1];
        int dBias = dParametersOffset + length;
        int bound = SPECIES.loopBound(length);
        FloatVector sums = FloatVector.zero(SPECIES);
        FloatVector products = FloatVector.zero(SPECIES);
        for (int i = 0; i < bound; i += WIDTH) {
            FloatVector normal = fromArray(SPECIES, x, xOffset + i).sub(mean).mul(scale);
            FloatVector d = fromArray(SPECIES, dy, dyOffset + i);
            FloatVector g = d.mul(fromArray(SPECIES, parameters, parametersOffset + i));
            sums = sums.add(g);
            products = g.fma(normal, products);
            d.fma(normal, fromArray(SPECIES, dParameters, dParametersOffset + i))
                    .intoArray(dParameters, dParametersOffset + i);
            fromArray(SPECIES, dParameters, dBias + i).add(d).intoArray(dParameters, dBias + i);
        }
        double sum = Lanes.sum(sums);
        double product = Lanes.sum(products);
        for (int i = bound; i < length; i++) {
            float normal = (x[xOffset + i] - mean) * scale;
            float d = dy[dyOffset + i];
            float g = d * parameters[parametersOffset + i];
            sum += g;
            product += (double) g * normal;
            dParameters[dParametersOffset + i] = Math.fma(d, normal, dParameters[dParametersOffset + i]);
            dParameters[dBias + i] += d;
        }
        float a = (float) (sum / length);
        float b = (float) (product / length);
        FloatVector minusB = FloatVector.broadcast(SPECIES, -b);
        for (int i = 0; i < bound; i += WIDTH) {
            FloatVector normal = fromArray(SPECIES, x, xOffset + i).sub(mean).mul(scale);
            FloatVector g =
                    fromArray(SPECIES, dy, dyOffset + i).mul(fromArray(SPECIES, parameters, parametersOffset + i));
            normal.fma(minusB, g.sub(a)).mul(scale).intoArray(dx, dxOffset + i);
        }
        for (int i = bound; i < length; i++) {
            float normal = (x[xOffset + i] - mean) * scale;
            float g = dy[dyOffset + i] * parameters[parametersOffset + i];
            dx[dxOffset + i] = Math.fma(normal, -b, g - a) * scale;
        }
    }
}
