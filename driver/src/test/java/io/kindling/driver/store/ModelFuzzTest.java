package io.kindling.driver.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.ModelConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.fuzz.Mutation;
import io.kindling.driver.fuzz.Reading;
import io.kindling.driver.fuzz.SpoiltFolder;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A spoilt description or spoilt weights give the model as it was, another one that is whole, or a message. */
class ModelFuzzTest {
    private static final List<byte[]> DESCRIPTIONS = new ArrayList<>();
    private static final List<byte[]> WEIGHTS = new ArrayList<>();
    private static SpoiltFolder folder;
    private static ParameterLayout layout;
    private static float[] parameters;

    @BeforeContainer
    static void write() throws IOException {
        folder = SpoiltFolder.create();
        try (Stream<Path> files = Files.list(Home.path("conf"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                DESCRIPTIONS.add(description(ConfigLoader.load(file, List.of()).model()));
            }
        }
        ModelConfig small = ConfigLoader.load(Home.path("conf/mnist-mlp.yaml"), List.of("model.layers=[dense: 10]"))
                .model();
        layout = small.model().layout();
        parameters = layout.initialize(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, layout.all(), parameters);
        WEIGHTS.add(out.toByteArray());
        Files.write(folder.path().resolve("weights.safetensors"), out.toByteArray());
        DESCRIPTIONS.add(description(small));
    }

    @AfterContainer
    static void remove() {
        folder.close();
    }

    @Property(tries = 1000, seed = "1", shrinking = ShrinkingMode.OFF)
    void aSpoiltDescription(@ForAll long seed) throws IOException {
        readDescription(seed);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void aSpoiltDescriptionManyTimes(@ForAll long seed) throws IOException {
        readDescription(seed);
    }

    @Property(tries = 1000, seed = "1", shrinking = ShrinkingMode.OFF)
    void spoiltWeights(@ForAll long seed) throws IOException {
        readWeights(seed);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void spoiltWeightsManyTimes(@ForAll long seed) throws IOException {
        readWeights(seed);
    }

    private static void readDescription(long seed) throws IOException {
        Files.write(folder.path().resolve("model.json"), Mutation.of(DESCRIPTIONS, seed));
        Reading.givesAValueOrAMessage(() -> StoredModel.load(folder.path()));
    }

    /** The numbers have no checksum here; whoever reads them compares the digest. */
    private static void readWeights(long seed) throws IOException {
        Path file = folder.path().resolve("spoilt.safetensors");
        byte[] spoilt = Mutation.of(WEIGHTS, seed);
        Files.write(file, spoilt);
        Reading.givesAValueOrAMessage(() -> {
            float[] read = read(file);
            assertThat(read).hasSameSizeAs(parameters);
            assertThat(Arrays.equals(spoilt, WEIGHTS.get(0))).isEqualTo(Arrays.equals(read, parameters));
        });
    }

    private static float[] read(Path file) {
        try {
            return Safetensors.read(Location.of(file), layout.all());
        } catch (IOException e) {
            throw new DamagedModelException(Location.of(file), e.getMessage());
        }
    }

    private static byte[] description(ModelConfig config) {
        float[] weights = config.model().layout().length() > 1 << 16
                ? new float[0]
                : config.model().layout().initialize(1);
        ObjectNode tree = new ObjectMapper().createObjectNode();
        tree.put("format", "kindling-model").put("version", 1).put("name", "fuzz");
        tree.set("model", ConfigLoader.tree(config));
        tree.put("weights_sha256", WeightsDigest.sha256(weights));
        return tree.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}
