package io.kindling.driver.exchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.kindling.driver.Home;
import io.kindling.driver.Outcome;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.driver.spark.data.source.SourceReader;
import io.kindling.driver.spark.predict.Predictions;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.WeightsDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Networks of each kind, trained for an epoch on real rows and exported: ONNX Runtime predicts from the raw features of
 * 1,000 rows what {@code predict} does, to 1e-5: of probabilities as such, of prices relative to the price, or to the
 * deviation of all prices where that is larger.
 */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class OnnxFilesTest {
    private static final int ROWS = 1000;
    private static final float TOLERANCE = 1e-5f;

    private static final String MNIST = """
              train: {format: idx, images: '%1$strain-images-idx3-ubyte.gz',
                      labels: '%1$strain-labels-idx1-ubyte.gz', where: row < 1500}
              test: {format: idx, images: '%1$st10k-images-idx3-ubyte.gz', labels: '%1$st10k-labels-idx1-ubyte.gz'}
              scale: 0.00392156862745098
            """.formatted(Home.path("examples/data/mnist") + "/");

    /** What is trained. */
    enum Network {
        MAILS_BY_DENSE_LAYERS("""
                  train: {format: csv, path: '%s', where: id %% 5 <> 0}
                  exclude: [id]
                  label: {column: type, classes: [nonspam, spam]}
                  log1p: true
                  standardize: true
                """.formatted(Home.path("examples/data/spambase/spambase.csv.gz")), """
                  input: [57]
                  layers: [dense: 64, relu, dropout: 0.3, dense: 1]
                  loss: binary_cross_entropy
                """),
        PRICES_IN_DOLLARS("""
                  train: {format: csv, path: '%s', where: id %% 9 = 1}
                  exclude: [id]
                  label: {column: price, standardize: true}
                  standardize: true
                  transformers:
                    - StringIndexer: {inputCols: [cut, color, clarity], outputCols: [cut_index, color_index, clarity_index]}
                    - OneHotEncoder:
                        inputCols: [cut_index, color_index, clarity_index]
                        outputCols: [cut_words, color_words, clarity_words]
                        dropLast: false
                """.formatted(Home.path("examples/data/diamonds/diamonds.csv.gz")), """
                  input: [26]
                  layers: [dense: 64, selu, layer_norm, dense: 1]
                  loss: mse
                """),
        DIGITS_BY_CONVOLUTIONS(MNIST, """
                  input: [1, 28, 28]
                  layers:
                    - conv2d: {filters: 8, kernel: 5, padding: same}
                    - relu
                    - max_pool2d: 2
                    - conv2d: {filters: 16, kernel: 3, stride: 2, padding: 1}
                    - relu
                    - flatten
                    - dense: 64
                    - gelu
                    - dense: 10
                  loss: cross_entropy
                """),
        DIGITS_BY_A_RESIDUAL_NETWORK(MNIST, """
                  input: [1, 28, 28]
                  layers:
                    - conv2d: {filters: 8, kernel: 3, stride: 2, padding: 1, bias: false}
                    - batch_norm
                    - relu
                    - residual:
                        - conv2d: {filters: 8, kernel: 3, padding: same, bias: false}
                        - batch_norm
                        - relu
                        - conv2d: {filters: 8, kernel: 3, padding: same, bias: false}
                        - group_norm: 2
                    - add:
                        branches:
                          - [conv2d: {filters: 16, kernel: 1, stride: 2}]
                          - [avg_pool2d: 2, conv2d: {filters: 16, kernel: 3, padding: same}, silu]
                    - global_avg_pool2d
                    - dense: 10
                  loss: cross_entropy
                """),
        DIGITS_LINE_BY_LINE(MNIST, """
                  input: [28, 28]
                  layers:
                    - lstm: {units: 24, return_sequences: true}
                    - gru: 24
                    - dense: 10
                  loss: cross_entropy
                """),
        LINES_OF_A_NOVEL_BY_A_TRANSFORMER("""
                  train: {format: parquet, path: 'LINES'}
                  columns: [tokens]
                  label: talk
                  sequences: {length: 12}
                """, """
                  input: [12]
                  layers:
                    - embedding: {vocabulary: 499, features: 16}
                    - positional_embedding: 12
                    - transformer_block: {heads: 4, feed_forward: 32, dropout: 0.1}
                    - concatenate: {branches: [[gru: 8], [lstm: 8], [global_avg_pool1d], [global_max_pool1d]]}
                    - dense: 2
                  loss: cross_entropy
                """);

        private final String data;
        private final String model;

        Network(String data, String model) {
            this.data = data;
            this.model = model;
        }

        private String yaml(Path lines) {
            return "name: exported\nseed: 5\ndata:\n" + data.replace("LINES", lines.toString()) + "model:\n" + model
                    + "training: {epochs: 1, batch_size: 64, optimizer: {adam: {learning_rate: 0.003}}}\n"
                    + "spark: {shards: 2}\n";
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void onnxRuntimePredictsWhatPredictDoes(Network network, SparkSession spark) throws IOException, OrtException {
        Path conf = Files.writeString(folder.resolve("conf.yaml"), network.yaml(lines(spark)));
        Path run = folder.resolve("run");
        Path file = folder.resolve("model.onnx");
        Outcome.of("train", conf.toString(), "--run-dir", run.toString()).succeeded();
        Outcome.of("export", "--model", run.toString(), "--format", "onnx", "--out", file.toString())
                .succeeded();

        StoredModel stored = StoredModel.load(run);
        FeaturePipeline pipeline = FeaturePipeline.load(spark, Location.of(run.resolve("model")));
        RunConfig config = ConfigLoader.load(conf, List.of());
        Dataset<Row> rows = new SourceReader(spark)
                .read(config.data().train(), "test")
                .limit(ROWS)
                .coalesce(1)
                .cache();
        RawFeatures features =
                RawFeatures.of(pipeline.append(rows), pipeline.reader(rows).fields(), pipeline.width());
        List<Row> predicted = Predictions.of(rows, pipeline, stored.model(), stored.parameters())
                .rows()
                .collectAsList();
        boolean sequences = config.data().sequences().isPresent();
        String output =
                config.data().label().orElse(LabelConfig.of("label")).standardize() ? "prediction" : "probability";
        // A number near 0 is a difference of larger ones: it is as exact as the label varies.
        float unit = 1 / pipeline.targetScaling().factor()[0];
        try (OnnxSession session = new OnnxSession(Files.readAllBytes(file))) {
            assertThat(session.inputShape("features")[0]).isEqualTo(-1);
            assertThat(session.remarks())
                    .containsEntry("seed", "5")
                    .containsEntry("name", "exported")
                    .containsEntry("weights_sha256", WeightsDigest.sha256(stored.parameters()))
                    .containsEntry("label", pipeline.label())
                    .containsKeys("kindling_version", "input", "features");
            int[] sizes = {1, 7, 256};
            int from = 0;
            for (int batch = 0; from < ROWS; batch++) {
                int to = Math.min(ROWS, from + sizes[batch % sizes.length]);
                Optional<long[]> lengths = sequences ? Optional.of(features.lengths(from, to)) : Optional.empty();
                float[] found =
                        session.run(features.rows(from, to), to - from, lengths).get(output);
                float[] wanted = numbers(predicted.subList(from, to), output);
                assertThat(found).hasSameSizeAs(wanted);
                for (int i = 0; i < wanted.length; i++) {
                    float off = Math.abs(found[i] - wanted[i]) / Math.max(unit, Math.abs(wanted[i]));
                    assertThat(off)
                            .as("row %d: %s, not %s", from, found[i], wanted[i])
                            .isLessThan(TOLERANCE);
                }
                from = to;
            }
        }
        assertThat(Arrays.stream(boxed(numbers(predicted, output))).distinct().count())
                .as("different predictions")
                .isGreaterThan(50);
    }

    /** The novel's lines as rows of up to 12 words, and more: is somebody talking? */
    private Path lines(SparkSession spark) {
        Path lines = folder.resolve("lines");
        spark.read()
                .text(Home.path("examples/data/text/prideprejudice.txt.gz").toString())
                .selectExpr(
                        "transform(split(value, ' '), w -> pmod(hash(w), 499)) AS tokens",
                        "int(value LIKE '%\"%') AS talk")
                .limit(2000)
                .write()
                .parquet(lines.toString());
        return lines;
    }

    private static float[] numbers(List<Row> rows, String column) {
        List<Float> numbers = new ArrayList<>();
        for (Row row : rows) {
            Object cell = row.getAs(column);
            if (cell instanceof Double number) {
                numbers.add(number.floatValue());
            } else {
                row.<Double>getList(row.fieldIndex(column)).forEach(number -> numbers.add(number.floatValue()));
            }
        }
        float[] array = new float[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }

    private static Float[] boxed(float[] numbers) {
        Float[] boxed = new Float[numbers.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = numbers[i];
        }
        return boxed;
    }
}
