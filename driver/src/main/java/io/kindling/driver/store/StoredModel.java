package io.kindling.driver.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.ModelConfig;
import io.kindling.driver.config.binding.ConfigException;
import io.kindling.driver.config.binding.UnusableClassException;
import io.kindling.driver.file.BoundedJson;
import io.kindling.driver.file.EnclosedFile;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.kernels.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained model as it lies in {@code model/}: {@code model.json} (network and loss, as in YAML, and the weights'
 * digest), {@code weights.safetensors}, and what {@link FeaturePipeline} needs to turn rows into features. Nothing in it
 * is Java-serialised.
 *
 * @param name of the run that made it
 * @param config network and loss
 * @param parameters laid out as {@code config.model().layout()} says
 */
public record StoredModel(String name, ModelConfig config, float[] parameters) {
    private static final String DESCRIPTION = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String FORMAT = "kindling-model";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper(BoundedJson.factory());

    /** The network and its loss. */
    public Model model() {
        return config.model();
    }

    /**
     * Writes the directory aside and then puts it in its place; one that was there before is replaced.
     *
     * @param pipeline from rows to features; written beside the model
     */
    public void save(Path directory, FeaturePipeline pipeline) {
        Path aside = directory.resolveSibling(directory.getFileName() + ".tmp");
        try {
            delete(aside);
            Files.createDirectories(aside);
            ObjectNode description = JSON.createObjectNode();
            description.put("format", FORMAT).put("version", VERSION).put("name", name);
            description.set("model", ConfigLoader.tree(config));
            description.put("parameters", parameters.length);
            description.put("weights_sha256", WeightsDigest.sha256(parameters));
            Files.writeString(aside.resolve(DESCRIPTION), description.toPrettyString() + "\n");
            Safetensors.write(aside.resolve(WEIGHTS), model().layout(), parameters);
            pipeline.save(aside);
            delete(directory);
            Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The model cannot be written to " + directory, e);
        }
    }

    /**
     * The directory of a model.
     *
     * @param path a run directory, or the {@code model/} in one
     * @throws UserException if there is no model
     */
    public static Path directory(Path path) {
        for (Path candidate : List.of(path, path.resolve("model"))) {
            if (Files.exists(candidate.resolve(DESCRIPTION))) {
                return candidate;
            }
        }
        throw new UserException("There is no model in " + path + ": neither " + DESCRIPTION + " nor model/"
                + DESCRIPTION + " is there. Give --model a run directory or its model/");
    }

    /**
     * Reads a model back; its feature pipeline is read by the cluster.
     *
     * @param path a run directory, or the {@code model/} in one
     * @throws UserException if there is no model, or it is not as it was written
     */
    public static StoredModel load(Path path) {
        Path directory = directory(path);
        Path file = EnclosedFile.of(directory, DESCRIPTION);
        ObjectNode description = read(file);
        ModelConfig config = network(file, description);
        Path weights = EnclosedFile.of(directory, WEIGHTS);
        float[] parameters = Safetensors.read(weights, config.model().layout());
        String digest = description.path("weights_sha256").asText();
        if (!WeightsDigest.sha256(parameters).equals(digest)) {
            throw new DamagedModelException(
                    weights, "its numbers do not have the SHA-256 that " + DESCRIPTION + " names");
        }
        return new StoredModel(description.path("name").asText(), config, parameters);
    }

    /** The network and its loss; its parts fit. */
    private static ModelConfig network(Path file, ObjectNode description) {
        if (!(description.get("model") instanceof ObjectNode tree)) {
            throw new DamagedModelException(file, "it has no model");
        }
        try {
            ModelConfig config = ConfigLoader.modelOf("its model", tree);
            config.model();
            return config;
        } catch (ConfigException | IllegalArgumentException e) {
            if (e.getCause() instanceof UnusableClassException) {
                throw new UserException(file + " cannot be used here: " + e.getMessage(), e);
            }
            throw new DamagedModelException(file, e.getMessage());
        }
    }

    private static ObjectNode read(Path file) {
        try {
            ObjectNode description = JSON.readValue(file.toFile(), ObjectNode.class);
            if (!description.path("format").asText().equals(FORMAT)) {
                throw new DamagedModelException(file, "its format is not " + FORMAT);
            }
            if (description.path("version").asInt() != VERSION) {
                throw new UserException(
                        file + " is of version " + description.path("version").asText("none")
                                + ", but this Kindling reads version " + VERSION
                                + ". Use the Kindling that wrote it, or train again.");
            }
            return description;
        } catch (JsonProcessingException e) {
            throw new DamagedModelException(file, "it is not JSON (" + BoundedJson.reason(e) + ")");
        } catch (IOException e) {
            throw new DamagedModelException(file, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
