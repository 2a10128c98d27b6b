package io.kindling.ml;

import java.util.function.BiFunction;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.MLReader;

/**
 * Reads what {@link NetworkWriter} wrote.
 *
 * @param <M> the model
 */
final class NetworkReader<M> extends MLReader<M> {
    private final BiFunction<M, TrainedNetwork, M> fill;

    /** @param fill gives a model that has its parameters a network */
    NetworkReader(BiFunction<M, TrainedNetwork, M> fill) {
        this.fill = fill;
    }

    @Override
    public M load(String path) {
        M empty =
                new DefaultParamsReadable<M>() {}.read().session(sparkSession()).load(path);
        return fill.apply(empty, TrainedNetwork.load(sparkSession(), path));
    }
}
