package io.kindling.ml;

import org.apache.spark.ml.util.MLWriter;

/** Writes a model: its network in {@code model/}, as in a run's directory, and behind it Spark ML's {@code metadata/}. */
final class NetworkWriter extends MLWriter {
    private final MLWriter metadata;
    private final TrainedNetwork network;

    NetworkWriter(MLWriter metadata, TrainedNetwork network) {
        this.metadata = metadata;
        this.network = network;
    }

    @Override
    public void saveImpl(String path) {
        network.save(path);
        metadata.session(sparkSession()).saveImpl(path);
    }
}
