package io.kindling.driver.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointStoreTest {
    @TempDir
    private Path folder;

    private final CheckpointFiles files = new CheckpointFiles(States.ORIGIN.layout(), States.ORIGIN.madeBy());
    private final List<String> damaged = new ArrayList<>();
    private CheckpointStore store;

    @BeforeEach
    void open() {
        store = new CheckpointStore(Location.of(folder.resolve("checkpoints")));
    }

    @Test
    void aStateComesBackInEveryBit() throws IOException {
        for (long best : new long[] {0, 4}) {
            write(12, best);
            SavedCheckpoint saved = newest();
            TrainingState state = saved.state(States.ORIGIN.layout());
            assertThat(state)
                    .usingRecursiveComparison()
                    .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                    .isEqualTo(States.after(12, best));
            assertThat(bits(state.weights()))
                    .isEqualTo(bits(States.after(12, best).weights()));
            assertThat(new ArrayList<>(state.best().figures().keySet()))
                    .isEqualTo(new ArrayList<>(
                            States.after(12, best).best().figures().keySet()));
            MetricsHistory metrics = saved.metrics();
            assertThat(metrics).usingRecursiveComparison().isEqualTo(States.HISTORY);
            assertThat(saved.step()).isEqualTo(12);
            assertThat(saved.shards()).isEqualTo(2);
            assertThat(saved.isExact("kernels")).isTrue();
            assertThat(saved.isExact("other kernels")).isFalse();
        }
        assertThat(damaged).isEmpty();
    }

    @Test
    void aChangedByteOrALostEndOfAnyFileIsSeenAndTheOneBeforeIsUsed() throws IOException {
        write(10, 4);
        write(20, 4);
        Path newest = folder.resolve("checkpoints/step-20");
        int spoilt = 0;
        for (Path file : list(newest)) {
            byte[] whole = Files.readAllBytes(file);
            for (int place = 0; place < whole.length; place += 1 + whole.length / 60) {
                byte[] flipped = whole.clone();
                flipped[place] ^= (byte) (1 << (place % 8));
                Files.write(file, flipped);
                theOneBeforeIsUsed();
                spoilt++;
            }
            for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
                Files.write(file, Arrays.copyOf(whole, length));
                theOneBeforeIsUsed();
                spoilt++;
            }
            Files.write(file, Arrays.copyOf(whole, whole.length + 1));
            theOneBeforeIsUsed();
            Files.delete(file);
            theOneBeforeIsUsed();
            Files.write(file, whole);
        }
        assertThat(spoilt).isGreaterThan(300);
        assertThat(newest().step()).isEqualTo(20);
    }

    @Test
    void whereNoneIsWholeThereIsNoneAndEachIsNamed() throws IOException {
        write(10, 4);
        write(20, 4);
        Files.delete(folder.resolve("checkpoints/step-10/manifest.json"));
        Files.delete(folder.resolve("checkpoints/step-20/best.safetensors"));
        assertThat(store.newest(damaged::add)).isEmpty();
        assertThat(damaged).hasSize(2);
        assertThat(damaged.get(0)).endsWith("step-20 is damaged: best.safetensors is not there");
        assertThat(damaged.get(1))
                .endsWith("step-10 is damaged: manifest.json is not there; it was not written to its end");
    }

    @Test
    void theLastOnesAndThatOfTheBestStay() throws IOException {
        for (long step = 10; step <= 70; step += 10) {
            write(step, Math.min(step, 30));
        }
        assertThat(names()).containsExactly("step-30", "step-50", "step-60", "step-70");
        write(80, 80);
        assertThat(names()).containsExactly("step-60", "step-70", "step-80");
    }

    /** What is newer than where the run went on was damaged. */
    @Test
    void whatWasLeftAsideOrIsNewerGoesWithTheNextOne() throws IOException {
        write(10, 4);
        Files.createDirectories(folder.resolve("checkpoints/step-12.tmp"));
        Files.createDirectories(folder.resolve("checkpoints/step-30"));
        assertThat(newest().step()).isEqualTo(10);
        write(15, 4);
        assertThat(names()).containsExactly("step-10", "step-15");
    }

    @Test
    void aManifestLeadsToNoOtherDirectory() throws IOException {
        write(10, 4);
        Path manifest = folder.resolve("checkpoints/step-10/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"state.json\"", "\"../state.json\""));
        assertThat(store.newest(damaged::add)).isEmpty();
        assertThat(damaged).singleElement().asString().contains("manifest.json is not as it was written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch_norm | layer_norm | model.layers[1]: was {batch_norm: {momentum: 0.1, epsilon: 1.0E-5}}, is {layer_norm",
                "dense: 3 | dense: 5 | model.layers[0].dense.units: was 3, is 5",
                "optimizer: adam | optimizer: {adam: 0.01} | optimizer.adam.learning_rate: was 0.001, is 0.01",
                "optimizer: adam | optimizer: sgd | training.optimizer: was {adam: {learning_rate: 0.001",
                "shards: 2 | shards: 3 | spark.shards: was 2, is 3",
                "rows.csv | other.csv | data.train.path: was rows.csv, is other.csv",
                "name: small | seed: 3 | seed: was 1, is 3",
                "optimizer: adam | batch_size: 64 | training.batch_size: was 256, is 64",
                "optimizer: adam | clip_norm: 1 | training.clip_norm: was not set, is 1",
            })
    void whatChangedIsNamed(String text, String instead, String difference) throws IOException {
        write(10, 4);
        RunConfig changed = changed(text.strip(), instead.strip());
        assertThatThrownBy(() -> newest().demandSettings(changed))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The run cannot be resumed from " + folder + "/checkpoints/step-10: ")
                .hasMessageContaining(difference.strip());
    }

    @Test
    void whatDoesNotChangeTheWeightsWayMayChange() throws IOException {
        write(10, 4);
        newest().demandSettings(States.CONFIG);
        newest().demandSettings(changed(
                "training: {optimizer: adam}",
                "training: {epochs: 70, log_every_steps: 3, checkpoint: {keep: 9}}\nengine: spark"));
        newest().demandSettings(changed("shards: 2", "shards: 2, conf: {spark.executor.memory: 4g}"));
    }

    @Test
    void changedRowsAreNamed() throws IOException {
        write(10, 4);
        newest().demandData(States.ORIGIN.data());
        assertThatThrownBy(() -> newest().demandData(Map.of("training", "1a", "validation", "2c")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("data: the validation rows changed");
    }

    private static RunConfig changed(String text, String instead) {
        String yaml = States.YAML;
        assertThat(yaml).contains(text);
        String changed = yaml.replace(text, instead);
        return ConfigLoader.parse("changed", changed.contains("name:") ? changed : "name: small\n" + changed);
    }

    private void theOneBeforeIsUsed() {
        damaged.clear();
        assertThat(newest().step()).isEqualTo(10);
        assertThat(damaged).singleElement().asString().contains("step-20 is damaged: ");
    }

    private void write(long step, long best) throws IOException {
        files.take(States.after(step, best), States.HISTORY);
        store.write(files, 3);
    }

    private SavedCheckpoint newest() {
        return store.newest(damaged::add).orElseThrow();
    }

    private List<String> names() throws IOException {
        return list(folder.resolve("checkpoints")).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> content = Files.list(directory)) {
            return content.sorted().toList();
        }
    }

    private static int[] bits(float[] floats) {
        int[] bits = new int[floats.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(floats[i]));
        return bits;
    }
}
