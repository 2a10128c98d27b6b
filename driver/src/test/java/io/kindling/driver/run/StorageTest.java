package io.kindling.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.config.ShardStorage;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.Shard;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where shards lie does not show in the weights. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class StorageTest {
    private static final String FLOATS = """
              columns: [a, b]
              weight: a
              standardize: true
              label: y
            model:
              input: [2]
              layers: [dense: 8, relu, dense: 3]
              loss: cross_entropy
            """;

    private static final String SPARSE = """
              columns: [hashed]
              log1p: true
              label: y
              transformers:
                - HashingTF: {inputCol: words, outputCol: hashed, numFeatures: 512}
            model:
              input: [512]
              layers: [dense: 8, relu, dense: 3]
              loss: cross_entropy
            """;

    private static final String TOKENS = """
              columns: [tokens]
              label: y
              sequences: {length: 12}
            model:
              input: [12]
              layers: [embedding: {vocabulary: 91, features: 6}, gru: 5, dense: 3]
              loss: cross_entropy
            """;

    private static final String BYTES = """
              columns: [bytes]
              scale: 0.01
              label: y
            model:
              input: [3]
              layers: [dense: 8, relu, dense: 3]
              loss: cross_entropy
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {FLOATS, SPARSE, TOKENS, BYTES})
    void memoryAndDiskGiveTheSameWeightsOnBothEngines(String form, SparkSession spark) throws IOException {
        Path source = rows(spark);
        Set<String> digests = new TreeSet<>();
        for (String storage : new String[] {"memory", "disk"}) {
            for (String engine : new String[] {"local", "spark"}) {
                RunDirectory directory = RunDirectory.create(Files.createTempDirectory(folder, "run"));
                PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                RunConfig config = ConfigLoader.parse("test", yaml(source, form, engine, storage));
                digests.add(new TrainingRun(config, directory, SparkCluster.of(spark), silent, 0, List.of())
                        .execute()
                        .weightsSha256());
            }
        }
        assertThat(digests).hasSize(1);
    }

    @Test
    void theLocalEngineReadsTheMappedFilesThemselvesAndNoFileIsLeft(SparkSession spark) throws IOException {
        Path source = rows(spark);
        List<String> fingerprints = new ArrayList<>();
        for (ShardStorage storage : ShardStorage.values()) {
            PreparedData data = prepared(spark, source, storage);
            List<Shard> once = data.train().collectLocal();
            List<Shard> again = data.train().collectLocal();
            for (int shard = 0; shard < 3; shard++) {
                assertThat(again.get(shard)).isSameAs(once.get(shard));
                assertThat(((PackedShard) once.get(shard)).mapped()).isEqualTo(storage == ShardStorage.DISK);
            }
            fingerprints.add(data.train().fingerprint());
            data.unpersist();
        }
        assertThat(fingerprints).hasSize(3).containsOnly(fingerprints.get(0));
        for (String local : SparkEnv.get().blockManager().diskBlockManager().localDirsString()) {
            assertThat(Path.of(local)).isDirectoryNotContaining("glob:**.rows");
        }
    }

    @Test
    void shardsThatAreSentForArriveAsTheyAre(SparkSession spark) throws IOException {
        PreparedData data = prepared(spark, rows(spark), ShardStorage.DISK);
        long[] digests = data.train().shards().collect().stream()
                .mapToLong(Shard::digest)
                .toArray();
        assertThat(digests).isEqualTo(data.train().digests());
        data.unpersist();
    }

    private static PreparedData prepared(SparkSession spark, Path source, ShardStorage storage) {
        RunConfig config = ConfigLoader.parse(
                "test", yaml(source, FLOATS, "auto", storage.name().toLowerCase(Locale.ROOT)));
        return SparkCluster.of(spark).prepare(config, config.model().model(), 3);
    }

    private Path rows(SparkSession spark) {
        Path source = folder.resolve("rows");
        spark.range(700)
                .selectExpr(
                        "float(pmod(hash(id), 100)) a",
                        "float(pmod(hash(id, 1), 100)) b",
                        "transform(slice(sequence(1, 12), 1, int(id % 13)), i -> pmod(hash(id, i), 90)) tokens",
                        "transform(sequence(1, 12), i -> string(pmod(hash(id, i), 90))) words",
                        "unhex(concat(hex(64 + id % 64), hex(16 + id % 200), hex(255))) bytes",
                        "id % 3 y")
                .write()
                .parquet(source.toString());
        return source;
    }

    private static String yaml(Path source, String form, String engine, String storage) {
        return """
            name: storage
            data:
              train: {format: parquet, path: '%s'}
              validation: {fraction: 0.2}
            %straining: {batch_size: 61, epochs: 2}
            engine: %s
            spark: {shards: 3, storage: %s}
            """.formatted(source, form, engine, storage);
    }
}
