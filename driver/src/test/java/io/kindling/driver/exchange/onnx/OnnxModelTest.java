package io.kindling.driver.exchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.kindling.driver.Home;
import io.kindling.driver.UserException;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.attention.PositionalEmbedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.normalization.LayerNorm;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    private static final int LENGTH = 24;
    private static final int WINDOWS = 1000;

    @Test
    void aCausalTransformerSaysTheNextBytesOfANovelInOnnxRuntimeToo() throws IOException, OrtException {
        TransformerBlock block = new TransformerBlock(4, 64).withCausal(true).withDropout(0.1);
        Model model = new Model(
                Shape.of(LENGTH),
                List.of(new TiedEmbedding(
                        256, 32, List.of(new PositionalEmbedding(LENGTH), block, block, new LayerNorm()))),
                new CrossEntropy());
        float[] weights = LayerCase.weights(model);
        float[] bytes = novel();
        Pass pass = new Pass(Kernels.best()).begin(false, 0, new long[WINDOWS]).forwardOnly();
        Matrix y = model.forward(pass, weights, new Matrix(bytes, 0, WINDOWS, model.input()));
        model.loss().predict(pass, y, y);
        int row = LENGTH * 256;

        try (OnnxSession session = new OnnxSession(LayerCase.file(model, weights, false))) {
            assertThat(session.inputShape("features")).containsExactly(-1, LENGTH);
            int from = 0;
            for (int rows : new int[] {1, 7, 256, 736}) {
                float[] part = Arrays.copyOfRange(bytes, from * LENGTH, (from + rows) * LENGTH);
                float[] found = session.run(part, rows, Optional.empty()).get("probability");
                assertThat(found).hasSize(rows * row);
                for (int i = 0; i < found.length; i++) {
                    float off = Math.abs(found[i] - y.array()[y.offset() + from * row + i]);
                    assertThat(off).isLessThan(1e-5f);
                }
                from += rows;
            }
            assertThat(from).isEqualTo(WINDOWS);
        }
    }

    @Test
    void aModelThatIsTooLargeForOneFileIsRefused() {
        Model model = ModelBuilder.input(25_000).layer(new Dense(25_000)).loss(new AnyOutput());
        assertThatThrownBy(() -> LayerCase.file(model, new float[0], false))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("625025000 parameters", "2 GB", "--format safetensors");
    }

    private static float[] novel() throws IOException {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Home.path("examples/data/text/prideprejudice.txt.gz")))) {
            byte[] bytes = in.readNBytes(WINDOWS * LENGTH);
            float[] numbers = new float[bytes.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = bytes[i] & 0xFF;
            }
            return numbers;
        }
    }
}
