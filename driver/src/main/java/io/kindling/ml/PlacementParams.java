package io.kindling.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Where an estimator trains, where it keeps what it has reached, and who is told. Nothing here changes what is learned, but {@link
 * #numShards}.
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

    /** Where each {@code fit} writes event files for TensorBoard; by default none. */
    default Param<String> tensorBoardDir() {
        return training().tensorBoardDir;
    }

    default String getTensorBoardDir() {
        return getOrDefault(tensorBoardDir());
    }

    default S setTensorBoardDir(String value) {
        return self(set(tensorBoardDir(), value));
    }

    /** Address of an MLflow server that is told of each {@code fit}; by default none is. */
    default Param<String> mlflowUri() {
        return training().mlflowUri;
    }

    default String getMlflowUri() {
        return getOrDefault(mlflowUri());
    }

    default S setMlflowUri(String value) {
        return self(set(mlflowUri(), value));
    }

    /** MLflow's experiment; by default the variable MLFLOW_EXPERIMENT_NAME, or else the uid. */
    default Param<String> mlflowExperiment() {
        return training().mlflowExperiment;
    }

    default String getMlflowExperiment() {
        return getOrDefault(mlflowExperiment());
    }

    default S setMlflowExperiment(String value) {
        return self(set(mlflowExperiment(), value));
    }
}
