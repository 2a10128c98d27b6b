package io.kindling.driver.config.binding;

import io.kindling.driver.Home;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.fuzz.Mutation;
import io.kindling.driver.fuzz.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Spoilt configurations give a run or a message. */
class YamlFuzzTest {
    private static final List<byte[]> SEEDS = seeds();

    @Property(tries = 1000, seed = "1", shrinking = ShrinkingMode.OFF)
    void aSpoiltConfiguration(@ForAll long seed) {
        read(seed);
    }

    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
    @Tag("slow")
    void aSpoiltConfigurationManyTimes(@ForAll long seed) {
        read(seed);
    }

    private static void read(long seed) {
        String yaml = new String(Mutation.of(SEEDS, seed), StandardCharsets.UTF_8);
        Reading.givesAValueOrAMessage(() -> ConfigLoader.write(ConfigLoader.parse("spoilt.yaml", yaml)));
    }

    private static List<byte[]> seeds() {
        try (Stream<Path> files = Files.list(Home.path("conf"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            byte[][] seeds = new byte[all.size()][];
            for (int i = 0; i < seeds.length; i++) {
                seeds[i] = Files.readAllBytes(all.get(i));
            }
            return List.of(seeds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
