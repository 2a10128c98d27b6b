package io.kindling.driver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.driver.files.Location;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights from elsewhere: what is taken, and what is refused in one message. */
class StartingWeightsTest {
    private static final Model MODEL =
            ModelBuilder.input(2).dense(3).batchNorm().relu().dense(2).loss(new CrossEntropy());

    @TempDir
    private Path folder;

    private static SafetensorsBytes whole() {
        return new SafetensorsBytes()
                .with("3.bias", "F32", List.of(2), 7, 8)
                .with("1.num_batches_tracked", "I64", List.of(), 12)
                .with("0.weight", "F32", List.of(3, 2), 1, 2, 3, 4, 5, 6)
                .with("0.bias", "F32", List.of(3), 0.1, 0.2, 0.3)
                .with("1.weight", "F32", List.of(3), 1, 1, 2)
                .with("1.bias", "F32", List.of(3), 0, 0, 0)
                .with("1.running_mean", "F32", List.of(3), 9, 9, 9)
                .with("1.running_var", "F32", List.of(3), 4, 4, 4)
                .with("3.weight", "F32", List.of(2, 3), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void tensorsInAnyOrderGoWhereTheyBelong() throws IOException {
        StartingWeights weights = read(whole().to(folder.resolve("w.safetensors")));
        assertThat(weights.values())
                .containsExactly(
                        1, 2, 3, 4, 5, 6, 0.1f, 0.2f, 0.3f, 1, 1, 2, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 4, 4, 4);
        assertThat(weights.origin()).endsWith("w.safetensors");
    }

    @ParameterizedTest
    @CsvSource({"F64, 0.1, 0.1", "BF16, 1.5, 1.5", "F16, 0x3C00, 1", "F16, 0xC580, -5.5", "F16, 0x0001, 5.9604645e-8"})
    void otherFloatsAreMadeOnesOf32Bits(String dtype, String stored, float wanted) throws IOException {
        Model one = ModelBuilder.input(1).dense(1).loss(new MeanSquaredError());
        double value = stored.startsWith("0x") ? Integer.decode(stored) : Double.parseDouble(stored);
        Path file = new SafetensorsBytes()
                .with("net.0.weight", dtype, List.of(1, 1), value)
                .with("net.0.bias", "F32", List.of(1), 0)
                .to(folder.resolve("w.safetensors"));
        StartingWeights weights = StartingWeights.read(Location.of(file), one);
        assertThat(weights.values()).containsExactly(wanted, 0);
        assertThat(weights.origin()).endsWith("w.safetensors (" + dtype + ", made 32-bit floats)");
    }

    @Test
    void allTensorsThatDoNotFitAreNamedAtOnce() throws IOException {
        Path file = new SafetensorsBytes()
                .with("0.wieght", "F32", List.of(3, 2), 1, 2, 3, 4, 5, 6)
                .with("0.bias", "F32", List.of(4), 0.1, 0.2, 0.3, 4)
                .with("1.weight", "F32", List.of(3), 1, 1, 2)
                .with("1.bias", "F32", List.of(3), 0, 0, 0)
                .with("1.running_mean", "F32", List.of(3), 9, 9, 9)
                .with("1.running_var", "F32", List.of(3), 4, 4, 4)
                .with("9.weight", "F32", List.of(1), 1)
                .with("3.weight", "F32", List.of(2, 3), 1, 2, 3, 4, 5, 6)
                .to(folder.resolve("w.safetensors"));
        assertThatThrownBy(() -> read(file)).isInstanceOf(UserException.class).hasMessage("""
                        %s does not hold the weights of this model:
                          missing: 0.weight [3, 2]; is it 0.wieght?
                          of another shape: 0.bias is [4], the model has [3]
                          missing: 3.bias [2]
                          unexpected: 0.wieght [3, 2]; is it 0.weight?
                          unexpected: 9.weight [1]
                          Name the tensors as docs/exchange.md says, or change model.layers""".formatted(file));
    }

    @Test
    void weightsOfWholeNumbersAreRefused() throws IOException {
        Path file = whole().to(folder.resolve("w.safetensors"));
        String spoilt = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replaceFirst("F32", "I32");
        Files.write(file, spoilt.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("3.bias is of type I32", "F32, F64, F16, BF16", ".float()");
    }

    @Test
    void numbersThatAreNoneAreRefused() throws IOException {
        Path file = new SafetensorsBytes()
                .with("0.weight", "F64", List.of(3, 2), 1, 2, 3, 4, 1e300, 6)
                .with("0.bias", "F32", List.of(3), 0.1, 0.2, Double.NaN)
                .to(folder.resolve("w.safetensors"));
        Model model = ModelBuilder.input(2).dense(3).loss(new CrossEntropy());
        assertThatThrownBy(() -> StartingWeights.read(Location.of(file), model))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("its tensor 0.weight holds Infinity, as a 32-bit float, at 4");
    }

    @Test
    void aFileThatIsNoneIsRefused() throws IOException {
        byte[] good = Files.readAllBytes(whole().to(folder.resolve("good.safetensors")));
        Path bad = folder.resolve("bad.safetensors");
        isRefused(bad, "it is not there");
        isRefused(Files.write(bad, new byte[3]), "its header does not fit a file of 3 bytes");
        byte[] tooLong = good.clone();
        ByteBuffer.wrap(tooLong).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);
        isRefused(Files.write(bad, tooLong), "its header does not fit");
        isRefused(Files.write(bad, Arrays.copyOf(good, good.length - 1)), "bytes of numbers instead of");
        isRefused(Files.write(bad, Arrays.copyOf(good, good.length + 1)), "bytes of numbers instead of");
        byte[] noJson = good.clone();
        noJson[8] = '[';
        isRefused(Files.write(bad, noJson), "its header is not JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}}                    | starts at byte 4 instead of 0
            {"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}                     | does not describe the tensor a
            {"a": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}}                    | does not describe the tensor a
            {"a": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 0]}} | does not describe the tensor a
            {"a": {"dtype": "F32", "shape": 2, "data_offsets": [0, 8]}}                       | does not describe the tensor a
            {"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}                     | does not describe the tensor a
            {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 1e3]}}                   | does not describe the tensor a
            {"a": {"shape": [2], "data_offsets": [0, 8]}}                                     | does not describe the tensor a
            {"a": 3}                                                                          | does not describe the tensor a
            {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "a": {}}            | its header is not JSON
            """)
    void aHeaderThatLiesIsRefused(String header, String words) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(json.length).put(json);
        isRefused(Files.write(folder.resolve("w.safetensors"), all.array()), words);
    }

    private void isRefused(Path file, String words) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + " cannot be used as weights: ")
                .hasMessageContaining(words);
    }

    private static StartingWeights read(Path file) {
        return StartingWeights.read(Location.of(file), MODEL);
    }
}
