package io.kindling.driver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.files.Location;
import io.kindling.driver.fuzz.Mutation;
import io.kindling.driver.fuzz.Reading;
import io.kindling.driver.fuzz.SpoiltFolder;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Spoilt weights of another tool's give finite weights of the model's, or a message. */
class StartingWeightsFuzzTest {
    private static final Model MODEL = ModelBuilder.input(2).dense(3).loss(new CrossEntropy());
    private static final List<byte[]> FILES = new ArrayList<>();
    private static SpoiltFolder folder;

    @BeforeContainer
    static void write() throws IOException {
        folder = SpoiltFolder.create();
        for (String dtype : List.of("F32", "F64", "BF16", "F16")) {
            Path file = new SafetensorsBytes()
                    .with("model.0.weight", dtype, List.of(3, 2), 1, 2, 3, 4, 5, 6)
                    .with("model.0.bias", dtype, List.of(3), 1, 2, 3)
                    .to(folder.path().resolve(dtype));
            FILES.add(Files.readAllBytes(file));
        }
    }

    @AfterContainer
    static void remove() {
        folder.close();
    }

    @Property(tries = 1000, seed = "1", shrinking = ShrinkingMode.OFF)
    void spoiltWeights(@ForAll long seed) throws IOException {
        read(seed);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void spoiltWeightsManyTimes(@ForAll long seed) throws IOException {
        read(seed);
    }

    private static void read(long seed) throws IOException {
        Path file = Files.write(folder.path().resolve("spoilt.safetensors"), Mutation.of(FILES, seed));
        Reading.givesAValueOrAMessage(() -> {
            float[] values = StartingWeights.read(Location.of(file), MODEL).values();
            assertThat(values).hasSize(9);
            for (float value : values) {
                assertThat(value).isFinite();
            }
        });
    }
}
