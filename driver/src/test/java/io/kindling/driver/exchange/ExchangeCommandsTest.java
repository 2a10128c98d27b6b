package io.kindling.driver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.Home;
import io.kindling.driver.Outcome;
import io.kindling.driver.spark.SparkExtension;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.WeightsDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network on real mails goes out to PyTorch's format and comes back in. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class ExchangeCommandsTest {
    @TempDir
    private static Path trained;

    private static Path conf;
    private static Path run;
    private static Path weights;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train(SparkSession session) throws IOException {
        assertThat(session.sparkContext().isLocal()).isTrue();
        String rows = Home.path("examples/data/spambase/spambase.csv.gz").toString();
        conf = Files.writeString(trained.resolve("conf.yaml"), """
                name: mails
                seed: 7
                data:
                  train: {format: csv, path: '%1$s', where: id %% 5 <> 0}
                  test: {format: csv, path: '%1$s', where: id %% 5 = 0}
                  exclude: [id]
                  label: {column: type, classes: [nonspam, spam]}
                  log1p: true
                  standardize: true
                model:
                  input: [57]
                  layers: [dense: 16, batch_norm, relu, reshape: [4, 4], lstm: 5, dense: 1]
                  loss: binary_cross_entropy
                training: {epochs: 1, batch_size: 256}
                spark: {shards: 2}
                """.formatted(rows));
        run = trained.resolve("run");
        Outcome.of("train", conf.toString(), "--run-dir", run.toString()).succeeded();
        weights = trained.resolve("weights.safetensors");
        assertThat(export("safetensors", weights).succeeded().out()).contains("exported: " + weights);
    }

    @Test
    void theFileHoldsPyTorchsTensorsAndWhereTheyAreFrom() throws IOException {
        JsonNode header = SafetensorsBytes.header(weights);
        Set<String> names = new HashSet<>();
        header.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "__metadata__",
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "1.num_batches_tracked",
                        "4.weight_ih_l0",
                        "4.weight_hh_l0",
                        "4.bias_ih_l0",
                        "4.bias_hh_l0",
                        "5.weight",
                        "5.bias");
        assertThat(header.get("4.weight_ih_l0").toString()).contains("\"shape\":[20,4]", "F32");
        assertThat(header.get("1.num_batches_tracked").toString()).contains("\"shape\":[]", "I64");
        float[] parameters = StoredModel.load(run).parameters();
        assertThat(SafetensorsBytes.floats(weights, "0.weight")).containsExactly(Arrays.copyOf(parameters, 16 * 57));
        assertThat(header.get("__metadata__").toString())
                .contains("\"format\":\"pt\"", "\"seed\":\"7\"", "\"name\":\"mails\"", "kindling_version")
                .contains(WeightsDigest.sha256(parameters));
    }

    @Test
    void importedAgainItIsTheSameModelToEvaluateAndToGoOnFrom() throws IOException {
        Path model = folder.resolve("model");
        Outcome imported = Outcome.of(
                        "import", conf.toString(), "--weights", weights.toString(), "--out", model.toString())
                .succeeded();
        assertThat(imported.out()).contains("weights at the start: " + weights, "model: " + model);
        assertThat(StoredModel.load(model).parameters())
                .containsExactly(StoredModel.load(run).parameters());
        assertThat(Outcome.of("evaluate", "--model", model.toString())
                        .succeeded()
                        .out())
                .isEqualTo(Outcome.of("evaluate", "--model", run.toString())
                        .succeeded()
                        .out())
                .contains("accuracy");

        Set<String> digests = new HashSet<>();
        for (Path start : new Path[] {weights, model, run}) {
            Path further = folder.resolve("from-" + start.getFileName());
            String setting = "training.initial_weights=" + start;
            Outcome.of("train", conf.toString(), "--run-dir", further.toString(), "--set", setting)
                    .succeeded();
            digests.add(WeightsDigest.sha256(StoredModel.load(further).parameters()));
        }
        assertThat(digests)
                .hasSize(1)
                .doesNotContain(WeightsDigest.sha256(StoredModel.load(run).parameters()));
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("precious"), "mine");
        export("onnx", file).isWrongInput(file + " exists already; give another --out, or remove it.");
        export("safetensors", file).isWrongInput(file + " exists already");
        assertThat(file).hasContent("mine");
        Outcome.of("import", conf.toString(), "--weights", weights.toString(), "--out", file.toString())
                .isWrongInput(file + " exists already");
        export("onnx", folder.resolve("none/at/all/model.onnx")).succeeded();
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedBeforeAnyRowIsRead() {
        Path model = folder.resolve("model");
        Outcome.of(
                        "import",
                        conf.toString(),
                        "--weights",
                        weights.toString(),
                        "--out",
                        model.toString(),
                        "--set",
                        "model.layers=[dense: 17, dense: 1]")
                .isWrongInput(
                        weights + " does not hold the weights of this model:",
                        "of another shape: 0.weight is [16, 57], the model has [17, 57]",
                        "unexpected: 5.bias [1]");
        assertThat(model).doesNotExist();
        Path further = folder.resolve("further");
        Outcome.of(
                        "train",
                        conf.toString(),
                        "--run-dir",
                        further.toString(),
                        "--set",
                        "training.initial_weights=" + folder.resolve("nowhere"))
                .isWrongInput(folder.resolve("nowhere") + " cannot be used as weights: it is not there");
        assertThat(further).doesNotExist();
    }

    @Test
    void aFormatThatIsNoneIsRefused() {
        assertThat(export("keras", folder.resolve("file")).code()).isEqualTo(2);
    }

    private static Outcome export(String format, Path file) {
        return Outcome.of("export", "--model", run.toString(), "--format", format, "--out", file.toString());
    }
}
