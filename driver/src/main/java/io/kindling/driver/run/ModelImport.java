package io.kindling.driver.run;

import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.StartingWeights;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.store.StoredModel;
import java.io.IOException;

/**
 * A model of a configuration's network and weights that were trained elsewhere. What stands in front of the network
 * (transformers, scaling, names of classes) is fitted on the configuration's training rows, as a training would.
 */
public final class ModelImport {
    private final RunConfig config;
    private final StartingWeights weights;
    private final Location directory;

    private ModelImport(RunConfig config, StartingWeights weights, Location directory) {
        this.config = config;
        this.weights = weights;
        this.directory = directory;
    }

    /**
     * Reads the weights, before any row is read.
     *
     * @param directory where the model goes; not there yet
     * @throws UserException if it is there, or the weights are not those of the network
     */
    public static ModelImport of(RunConfig config, Location weights, Location directory) {
        try {
            if (directory.exists()) {
                throw new UserException(directory + " exists already; give another --out, or remove it.");
            }
        } catch (IOException e) {
            throw new UserException(directory + " cannot be written (" + e.getMessage() + "); give another --out", e);
        }
        return new ModelImport(
                config, StartingWeights.read(weights, config.model().model()), directory);
    }

    /** Where the weights are from, for people. */
    public String origin() {
        return weights.origin();
    }

    /** Reads the training rows, and writes the model and, beside its files, the {@code config.yaml} that made it. */
    public void write(SparkCluster cluster) {
        int shards = config.spark().shards().orElse(cluster.slots());
        RunConfig settled = config.withShards(shards);
        PreparedData data = cluster.prepare(settled, config.model().model(), shards);
        try {
            StoredModel stored = new StoredModel(config.name(), config.model(), weights.values());
            cluster.watch(config, "the saving of the model", () -> stored.save(directory, data.pipeline()));
            directory.resolve("config.yaml").write(ConfigLoader.write(settled));
        } catch (IOException e) {
            throw new UserException(directory + " cannot be written (" + e.getMessage() + "); give another --out", e);
        } finally {
            data.unpersist();
        }
    }
}
