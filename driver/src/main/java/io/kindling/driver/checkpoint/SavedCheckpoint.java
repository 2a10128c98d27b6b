package io.kindling.driver.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.report.MetricsHistory;
import io.kindling.driver.store.Safetensors;
import io.kindling.driver.train.TrainingState;
import io.kindling.kernels.parameter.ParameterLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checkpoint whose files are as they were written. */
public final class SavedCheckpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Location directory;
    private final JsonNode root;
    private final MadeBy madeBy;

    private SavedCheckpoint(Location directory, JsonNode root) {
        this.directory = directory;
        this.root = root;
        this.madeBy = MadeBy.of(root.path("made_by"));
    }

    /**
     * Reads all files once.
     *
     * @throws DamagedCheckpointException if it is not as it was written
     * @throws UserException if another version of Kindling wrote it
     */
    static SavedCheckpoint verified(Location directory) throws IOException {
        Manifest manifest = Manifest.verified(directory);
        if (!manifest.files().containsKey(CheckpointFiles.STATE)) {
            throw new DamagedCheckpointException(CheckpointFiles.STATE + " is not in its manifest");
        }
        JsonNode root;
        try {
            root = JSON.readTree(directory.resolve(CheckpointFiles.STATE).bytes());
        } catch (JsonProcessingException e) {
            throw new DamagedCheckpointException(CheckpointFiles.STATE + " is not JSON");
        }
        int version = root.path("version").asInt();
        if (version != CheckpointFiles.VERSION) {
            throw new UserException(directory + " is of version " + version + ", but this Kindling reads version "
                    + CheckpointFiles.VERSION + ". Resume with the Kindling that wrote it.");
        }
        return new SavedCheckpoint(directory, root);
    }

    /** Steps taken until then. */
    public long step() {
        return StateJson.step(root);
    }

    /** In how many shards its run had the data. */
    public int shards() {
        return madeBy.shards();
    }

    /**
     * Compares settings.
     *
     * @param config with the number of shards settled
     * @throws UserException naming what differs, if something does that must not
     */
    public void demandSettings(RunConfig config) {
        madeBy.demandSettings(config, toString());
    }

    /**
     * Compares rows.
     *
     * @param fingerprints by part, as they are now
     * @throws UserException naming the part that changed
     */
    public void demandData(Map<String, String> fingerprints) {
        madeBy.demandData(fingerprints, toString());
    }

    /** Whether all until then was computed alike, and by what computes now. */
    public boolean isExact(String kernels) {
        return madeBy.exact() && madeBy.kernels().equals(kernels);
    }

    /** The state of training, in arrays of its own. */
    public TrainingState state(ParameterLayout layout) {
        try {
            float[] weights = Safetensors.read(directory.resolve(CheckpointFiles.WEIGHTS), layout.all());
            Optional<float[]> best = StateJson.hasBest(root)
                    ? Optional.of(Safetensors.read(directory.resolve(CheckpointFiles.BEST), layout.all()))
                    : Optional.empty();
            List<String> names = StateJson.optimizerArrays(root);
            Map<String, float[]> arrays = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                arrays.put(
                        names.get(i),
                        Safetensors.read(directory.resolve(CheckpointFiles.optimizer(i)), layout.entries()));
            }
            return StateJson.state(root, weights, best, arrays);
        } catch (IOException e) {
            throw new UncheckedIOException(this + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The lines of metrics.csv until then. */
    public MetricsHistory metrics() {
        try {
            return StateJson.metrics(
                    root, directory.resolve(CheckpointFiles.METRICS).bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(this + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
