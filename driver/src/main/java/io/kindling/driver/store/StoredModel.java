package io.kindling.driver.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.ModelConfig;
import io.kindling.driver.config.binding.ConfigException;
import io.kindling.driver.config.binding.UnusableClassException;
import io.kindling.driver.files.BoundedJson;
import io.kindling.driver.files.EnclosedFile;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.data.FeaturePipeline;
import io.kindling.kernels.model.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

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
    public void save(Location directory, FeaturePipeline pipeline) {
        Location aside = directory.sibling(directory.name() + ".tmp");
        try {
            aside.delete();
            aside.createDirectories();
            ObjectNode description = JSON.createObjectNode();
            description.put("format", FORMAT).put("version", VERSION).put("name", name);
            description.set("model", ConfigLoader.tree(config));
            description.put("parameters", parameters.length);
            description.put("weights_sha256", WeightsDigest.sha256(parameters));
            aside.resolve(DESCRIPTION).write(description.toPrettyString() + "\n");
            try (OutputStream out = aside.resolve(WEIGHTS).create()) {
                Safetensors.write(out, model().layout().all(), parameters);
            }
            pipeline.save(aside);
            aside.moveTo(directory);
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
    public static Location directory(Location path) {
        try {
            for (Location candidate : List.of(path, path.resolve("model"))) {
                if (candidate.resolve(DESCRIPTION).exists()) {
                    return candidate;
                }
            }
        } catch (IOException e) {
            throw new UserException("The model in " + path + " cannot be read (" + e.getMessage() + ")", e);
        }
        throw new UserException("There is no model in " + path + ": neither " + DESCRIPTION + " nor model/"
                + DESCRIPTION + " is there. Give --model a run directory or its model/");
    }

    /** As the other, for one on this machine. */
    public static StoredModel load(Path path) {
        return load(Location.of(path));
    }

    /**
     * Reads a model back; its feature pipeline is read by the cluster.
     *
     * @param path a run directory, or the {@code model/} in one
     * @throws UserException if there is no model, or it is not as it was written
     */
    public static StoredModel load(Location path) {
        Location directory = directory(path);
        Location file = EnclosedFile.of(directory, DESCRIPTION);
        ObjectNode description = read(file);
        ModelConfig config = network(file, description);
        Location weights = EnclosedFile.of(directory, WEIGHTS);
        float[] parameters = weights(weights, config);
        String digest = description.path("weights_sha256").asText();
        if (!WeightsDigest.sha256(parameters).equals(digest)) {
            throw new DamagedModelException(
                    weights, "its numbers do not have the SHA-256 that " + DESCRIPTION + " names");
        }
        return new StoredModel(description.path("name").asText(), config, parameters);
    }

    private static float[] weights(Location file, ModelConfig config) {
        try {
            return Safetensors.read(file, config.model().layout().all());
        } catch (IOException e) {
            throw new DamagedModelException(file, e.getMessage());
        }
    }

    /** The network and its loss; its parts fit. */
    private static ModelConfig network(Location file, ObjectNode description) {
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

    private static ObjectNode read(Location file) {
        try {
            ObjectNode description = BoundedJson.object(JSON, file);
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
}
