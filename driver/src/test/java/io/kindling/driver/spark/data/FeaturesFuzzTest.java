package io.kindling.driver.spark.data;

import io.kindling.driver.Home;
import io.kindling.driver.files.Location;
import io.kindling.driver.fuzz.Mutation;
import io.kindling.driver.fuzz.Reading;
import io.kindling.driver.fuzz.SpoiltFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A spoilt description of features gives a pipeline or a message. */
class FeaturesFuzzTest {
    private static final List<byte[]> SEEDS = new ArrayList<>();
    private static SpoiltFolder folder;

    /** As runs have written them. */
    @BeforeContainer
    static void read() throws IOException {
        folder = SpoiltFolder.create();
        try (Stream<Path> files = Files.list(Home.path("driver/src/test/resources/fuzz"))) {
            for (Path file : files.sorted().toList()) {
                SEEDS.add(Files.readAllBytes(file));
            }
        }
    }

    @AfterContainer
    static void remove() {
        folder.close();
    }

    @Property(tries = 1000, seed = "1", shrinking = ShrinkingMode.OFF)
    void aSpoiltDescription(@ForAll long seed) throws IOException {
        read(seed);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void aSpoiltDescriptionManyTimes(@ForAll long seed) throws IOException {
        read(seed);
    }

    private static void read(long seed) throws IOException {
        Files.write(folder.path().resolve("features.json"), Mutation.of(SEEDS, seed));
        Reading.givesAValueOrAMessage(() -> {
            FeaturePipeline pipeline = FeaturePipeline.loadWithoutSpark(Location.of(folder.path()));
            pipeline.width();
            pipeline.inputs();
            pipeline.classes();
            pipeline.layout().format();
        });
    }
}
