package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Outcome;
import io.kindling.driver.spark.SparkExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that is not as it was written, or is none, gives one message and exit code 2, whoever asks for it. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class BadModelTest {
    private static final String TRAIN_AGAIN = "Train again, or copy the model from where it is whole.";

    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train(SparkSession session) throws IOException {
        assertThat(session.sparkContext().isLocal()).isTrue();
        new SmallRun(trained).train().succeeded();
    }

    @BeforeEach
    void copy() throws IOException {
        for (String name : List.of("model.json", "weights.safetensors", "features.json")) {
            Files.copy(trained.resolve("run/model").resolve(name), folder.resolve(name));
        }
    }

    /** Bytes of the header's length; of the header: its start, a tensor's name, its padding; of the numbers. */
    @Test
    void aFlippedByteAnywhereInTheWeights() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        int numbers =
                8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int end = whole.length - 1;
        for (int place : new int[] {0, 3, 7, 8, 12, numbers / 2, numbers - 1, numbers, numbers + 3, end}) {
            byte[] flipped = whole.clone();
            flipped[place] ^= 1;
            Files.write(weights, flipped);
            isRefused("weights.safetensors is damaged: ", TRAIN_AGAIN);
        }
    }

    @Test
    void weightsThatWereCutShort() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        for (int length : new int[] {0, 5, 8, 30, whole.length - 1}) {
            Files.write(weights, Arrays.copyOf(whole, length));
            isRefused("weights.safetensors is damaged: ", TRAIN_AGAIN);
        }
        Files.delete(weights);
        isRefused("weights.safetensors is damaged: it is not there.", TRAIN_AGAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"format\": \"kindling-mo", "{}"})
    void aDescriptionThatIsNone(String json) throws IOException {
        Files.writeString(folder.resolve("model.json"), json);
        isRefused("model.json is damaged: ", TRAIN_AGAIN);
    }

    @Test
    void aDescriptionOfAnotherNetwork() throws IOException {
        spoil("model.json", "\"units\" : 4", "\"units\" : 5");
        isRefused("weights.safetensors is damaged: its tensors are not those that model.json describes.");
    }

    @Test
    void aDescriptionThatDoesNotFitTogether() throws IOException {
        spoil("model.json", "cross_entropy", "cros_entropy");
        isRefused("model.json is damaged: its model has 1 problem", "did you mean cross_entropy?", TRAIN_AGAIN);
    }

    /** It is whole; what is missing is here. */
    @Test
    void aLayerWhoseJarWasNotGiven() throws IOException {
        spoil("model.json", "\"relu\"", "\"com.example.Swish\"");
        isRefused(
                "model.json cannot be used here: its model has 1 problem",
                "layers[1]: there is no class com.example.Swish on the class path; give its jar by --jars");
    }

    @Test
    void aDescriptionOfAnotherVersion() throws IOException {
        spoil("model.json", "\"version\" : 1", "\"version\" : 7");
        isRefused("model.json is of version 7, but this Kindling reads version 1. Use the Kindling that wrote it");
    }

    @Test
    void noDescription() throws IOException {
        Files.delete(folder.resolve("model.json"));
        isRefused("There is no model in " + folder, "Give --model a run directory or its model/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"version\" : 3, \"col", "{\"version\" : 3}"})
    void featuresThatAreNone(String json) throws IOException {
        Files.writeString(folder.resolve("features.json"), json);
        isRefused("features.json is damaged: ", TRAIN_AGAIN);
    }

    @Test
    void featuresOfAnotherVersionOrModel() throws IOException {
        spoil("features.json", "\"version\" : 3", "\"version\" : 7");
        isRefused("features.json is of version 7, but this Kindling reads version 3. Use the Kindling that wrote it");
        spoil("features.json", "\"version\" : 7", "\"version\" : 3");
        spoil("features.json", "\"width\" : 1", "\"width\" : 2");
        isRefused(folder + " is damaged: its features are 4 numbers a row, but its model takes 2.", TRAIN_AGAIN);
        Files.delete(folder.resolve("features.json"));
        isRefused("features.json is damaged: it is not there.", TRAIN_AGAIN);
    }

    private void spoil(String file, String text, String instead) throws IOException {
        String content = Files.readString(folder.resolve(file));
        assertThat(content).contains(text);
        Files.writeString(folder.resolve(file), content.replace(text, instead));
    }

    private void isRefused(String... words) {
        String rows = trained.resolve("rows.csv").toString();
        Outcome.of("evaluate", "--model", folder.toString(), "--path", rows).isWrongInput(words);
        Outcome.of("predict", "--model", folder.toString(), "--path", rows).isWrongInput(words);
    }
}
