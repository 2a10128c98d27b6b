package io.kindling.driver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.Outcome;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.ReferenceTraining;
import io.kindling.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that goes on from PyTorch's weights sees PyTorch's losses. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class ReferenceStartTest {
    @TempDir
    private Path folder;

    static List<ReferenceTraining> trainings() {
        return ReferenceTraining.all();
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void aTrainingFromWeightsInAFileFollowsPyTorch(ReferenceTraining training) throws IOException {
        Path file = new ReferenceStart(training).write(folder.resolve("start.safetensors"), "model.", "F64");
        StartingWeights start = StartingWeights.read(Location.of(file), training.model());
        assertThat(start.origin()).contains("start.safetensors (F64, made 32-bit floats)");
        float[] end = new float[training.end().length];
        double[] losses = training.train(
                start.values(), 2, (rows, job) -> new LocalGradientAggregator(rows, job, Kernels.best(), 2), end);
        training.assertFollowed(losses, end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mlp_relu_momentum | [6] | [dense: 10, relu, dense: 8, tanh, dense: 3] | cross_entropy | {sgd: {learning_rate: 0.1, momentum: 0.9}}
            regression_sgd | [6] | [dense: 8, sigmoid, dense: 1] | mse | {sgd: {learning_rate: 0.05}}
            cnn_adam | [1, 8, 8] | [conv2d: {filters: 4, kernel: 3, padding: 1}, relu, max_pool2d: 2, flatten, dense: 3] | cross_entropy | {adam: {learning_rate: 0.01}}
            """)
    void soDoesTheCommandWithOneSettingMore(
            String name, String input, String layers, String loss, String optimizer, SparkSession spark)
            throws IOException {
        ReferenceTraining training = ReferenceTraining.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        ReferenceStart start = new ReferenceStart(training);
        double[] wanted = training.losses();
        int epochs = (wanted.length * start.batch() + start.rows() - 1) / start.rows();
        String yaml = String.join(
                "\n",
                "name: reference",
                "data: {train: {format: csv, path: '" + Files.writeString(folder.resolve("rows.csv"), start.csv())
                        + "'}, label: y, order_by: id}",
                "model: {input: " + input + ", layers: " + layers + ", loss: " + loss + "}",
                "training:",
                "  initial_weights: " + start.write(folder.resolve("start.safetensors"), "", "F32"),
                "  batch_size: " + start.batch(),
                "  epochs: " + epochs,
                "  shuffle: false",
                "  log_every_steps: 1",
                "  optimizer: " + optimizer,
                "spark: {shards: 2}");
        Path conf = Files.writeString(folder.resolve("conf.yaml"), yaml);
        Path run = folder.resolve("run");
        Outcome outcome = Outcome.of("train", conf.toString(), "--run-dir", run.toString())
                .succeeded();

        assertThat(outcome.out()).contains("weights at the start: " + folder.resolve("start.safetensors"));
        List<String> lines = Files.readAllLines(run.resolve("metrics.csv"));
        assertThat(lines).hasSizeGreaterThan(wanted.length);
        for (int step = 0; step < wanted.length; step++) {
            double found = Double.parseDouble(lines.get(step + 1).split(",", -1)[2]);
            assertThat(found).as("loss at step %d", step).isCloseTo(wanted[step], within(1e-3 * wanted[step]));
        }
        assertThat(spark.sparkContext().isStopped()).isFalse();
    }
}
