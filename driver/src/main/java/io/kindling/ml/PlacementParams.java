package io.kindling.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Where an estimator trains, and where it keeps what it has reached. Nothing here changes what is learned, but {@link #numShards}.
 *
 * @param <S> the estimator itself
 */
public interface PlacementParams<S extends PlacementParams<S>> extends ScoringParams<S> {
    private TrainingParamSet training() {
        return ((StageState) state()).training();
    }

    @SuppressWarnings("unchecked")
    private S self(Params stage) {
        return (S) stage;
    }

    /** Epochs between checkpoints; default -1: none. */
    default IntParam checkpointInterval() {
        return training().checkpointInterval;
    }

    default int getCheckpointInterval() {
        return (int) getOrDefault(checkpointInterval());
    }

    default S setCheckpointInterval(int value) {
        return self(set(checkpointInterval(), value));
    }

    /** Where checkpoints lie. */
    default Param<String> checkpointDir() {
        return training().checkpointDir;
    }

    default String getCheckpointDir() {
        return getOrDefault(checkpointDir());
    }

    default S setCheckpointDir(String value) {
        return self(set(checkpointDir(), value));
    }

    /** Parts of the rows; default 0: as many as task slots. */
    default IntParam numShards() {
        return training().numShards;
    }

    default int getNumShards() {
        return (int) getOrDefault(numShards());
    }

    default S setNumShards(int value) {
        return self(set(numShards(), value));
    }

    /** {@code auto} (default), {@code local} or {@code spark}. */
    default Param<String> engine() {
        return training().engine;
    }

    default String getEngine() {
        return getOrDefault(engine());
    }

    default S setEngine(String value) {
        return self(set(engine(), value));
    }
}
