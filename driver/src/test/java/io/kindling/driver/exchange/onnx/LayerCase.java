package io.kindling.driver.exchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.kindling.driver.config.ModelConfig;
import io.kindling.driver.spark.data.PipelineDescription;
import io.kindling.driver.store.StoredModel;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A layer by itself in ONNX Runtime, held to its own forward pass.
 *
 * @param input the shape of a row that it is given
 */
record LayerCase(Layer layer, Shape input) {
    private static final float TOLERANCE = 1e-5f;

    static LayerCase of(Layer layer, int... input) {
        return new LayerCase(layer, Shape.of(input));
    }

    /** Whether rows may have padding. */
    boolean isSequence() {
        return input.rank() == 2 || takesIds();
    }

    /** Asserts that each number is within 1e-5 of the forward pass's, of numbers above 1 within 1e-5 of their size. */
    void agrees(boolean padded) {
        Model model = new Model(input, List.of(layer), new AnyOutput());
        float[] weights = weights(model);
        int time = input.dimension(0);
        for (int rows : new int[] {7, 1}) {
            float[] x = features(rows);
            long[] lengths = IntStream.range(0, rows)
                    .mapToLong(row -> row * 3L % (time + 3))
                    .toArray();
            if (rows == 1) {
                lengths[0] = time - 1L;
            }
            float[] wanted = forward(model, weights, x, rows, padded ? lengths : null);
            try (OnnxSession session = new OnnxSession(file(model, weights, padded))) {
                float[] found = session.run(x, rows, padded ? Optional.of(lengths) : Optional.empty())
                        .get("output");
                assertThat(found).hasSameSizeAs(wanted);
                for (int i = 0; i < wanted.length; i++) {
                    float off = Math.abs(found[i] - wanted[i]) / Math.max(1, Math.abs(wanted[i]));
                    assertThat(off)
                            .as("%s at %d: %s instead of %s", layer, i, found[i], wanted[i])
                            .isLessThan(TOLERANCE);
                }
                assertThat(wanted).as("something to compare").isNotEqualTo(new float[wanted.length]);
            } catch (OrtException e) {
                throw new AssertionError(e);
            }
        }
    }

    static byte[] file(Model model, float[] weights, boolean padded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PipelineDescription pipeline = new PipelineDescription(
                List.of(),
                false,
                Scaling.NONE,
                padded ? FeatureStorage.TOKENS : FeatureStorage.FLOAT,
                "label",
                List.of(),
                Scaling.NONE,
                false);
        try {
            OnnxModel.of(new StoredModel("layer", ModelConfig.of(model), weights), pipeline, Map.of())
                    .writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static float[] forward(Model model, float[] weights, float[] x, int rows, long[] lengths) {
        Pass pass = new Pass(Kernels.best()).begin(false, 0, new long[rows]).forwardOnly();
        int[] steps = lengths == null
                ? null
                : Arrays.stream(lengths).mapToInt(n -> (int) n).toArray();
        pass.bind(weights, model.layout().parameters(), null, steps);
        float[] y = new float[rows * model.output().size()];
        model.layers()
                .get(0)
                .forward(
                        pass,
                        new Slice(weights, 0, model.layout().parameters()),
                        new Matrix(x, 0, rows, model.input()),
                        new Matrix(y, 0, rows, model.output()));
        return y;
    }

    /** Numbers that differ all over the place; variances above 0. */
    static float[] weights(Model model) {
        float[] weights = model.layout().initialize(11);
        for (ParameterLayout.Entry entry : model.layout().all()) {
            boolean variance = entry.name().endsWith("running_var");
            for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                weights[i] += (float) (0.2 * Math.sin(1.7 * i) + (variance ? 0.5 : 0));
            }
        }
        return weights;
    }

    private float[] features(int rows) {
        float[] x = new float[rows * input.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = takesIds() ? i * 7 % 5 : (float) (2.5 * Math.sin(0.7 * i + 0.3));
        }
        return x;
    }

    private boolean takesIds() {
        return layer instanceof Embedding || layer instanceof TiedEmbedding;
    }
}
