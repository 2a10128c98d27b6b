package io.kindling.driver.spark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five thousand steps of 200,000 parameters leave nothing behind. Their broadcasts alone would be 4 GB; the heap of the process
 * that takes them has 480 MB, for driver and executors: Spark takes no less.
 */
@Tag("slow")
class FlatMemoryTest {
    private static final int MOST_MINUTES = 10;
    private static final long MOST_GROWTH_MEGABYTES = 12;
    private static final Pattern LINE = Pattern.compile("step (\\d+): (\\d+) MB, (\\d+) blocks, (\\d+) files");

    private static final String CONF = """
            name: flat
            data:
              train: {path: "%s", where: id %% 4 = 0}
              validation: {fraction: 0.2}
              exclude: [id]
              label: {column: type, classes: [nonspam, spam]}
              log1p: true
            model:
              input: [57]
              layers: [dense: 400, relu, dense: 400, relu, dense: 1]
              loss: binary_cross_entropy
            training: {batch_size: 16, epochs: 87, checkpoint: {every_steps: 500}}
            engine: spark
            spark: {shards: 4}
            """;

    @TempDir
    private Path folder;

    private record Use(long step, long megabytes, long blocks, long files) {}

    @ParameterizedTest
    @ValueSource(strings = {"DRIVER", "EXECUTORS"})
    void ofRoundsHoweverTheyAreAddedUp(String place) throws IOException, InterruptedException {
        assertFlat(run(place));
    }

    @Test
    void ofAWholeRunWithValidationsAndCheckpoints() throws IOException, InterruptedException {
        Path conf = folder.resolve("flat.yaml");
        Files.writeString(conf, CONF.formatted(Home.path("examples/data/spambase/spambase.csv.gz")));
        assertFlat(run("train", conf.toString(), folder.resolve("run").toString()));
        assertThat(folder.resolve("run/model/weights.safetensors")).exists();
    }

    private static void assertFlat(List<Use> uses) {
        System.out.println(uses);
        Use early = uses.get(0);
        Use late = uses.get((int) (ManySteps.STEPS / early.step) - 1);
        assertThat(late.step).isEqualTo(ManySteps.STEPS);
        assertThat(late.megabytes).isLessThan(early.megabytes + MOST_GROWTH_MEGABYTES);
        assertThat(late.blocks).isLessThanOrEqualTo(early.blocks + 2);
        assertThat(late.files).isLessThanOrEqualTo(early.files + 2);
    }

    private List<Use> run(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + Home.path("conf/jvm.options"),
                "-Xmx480m",
                "-Dlog4j2.configurationFile=" + Home.path("conf/log4j2.properties"),
                "-cp",
                System.getProperty("java.class.path"),
                ManySteps.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(out);
        assertThat(process.exitValue()).as(printed).isZero();
        List<Use> uses = new ArrayList<>();
        for (Matcher line = LINE.matcher(printed); line.find(); ) {
            uses.add(new Use(
                    Long.parseLong(line.group(1)),
                    Long.parseLong(line.group(2)),
                    Long.parseLong(line.group(3)),
                    Long.parseLong(line.group(4))));
        }
        return uses;
    }
}
