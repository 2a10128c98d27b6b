package io.kindling.ml;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.ModelConfig;
import io.kindling.driver.train.TrainingListener;
import io.kindling.kernels.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * How an estimator trains. A network is given as {@link #layers} for a quick start, or as {@link #network}; {@link
 * #trainingSettings} has what has no parameter of its own.
 *
 * @param <S> the estimator itself
 */
public interface TrainingParams<S extends TrainingParams<S>> extends PlacementParams<S> {
    private TrainingParamSet training() {
        return ((StageState) state()).training();
    }

    @SuppressWarnings("unchecked")
    private S self(Params stage) {
        return (S) stage;
    }

    /** Tells a listener of steps and validations of each {@code fit}; it is not saved. */
    default S addListener(TrainingListener listener) {
        StageState state = (StageState) state();
        List<TrainingListener> told = new ArrayList<>(state.listeners());
        told.add(listener);
        state.hold(told);
        return self(this);
    }

    /** Column with the weight of each row; by default all weigh 1. */
    default Param<String> weightCol() {
        return training().weightCol;
    }

    default String getWeightCol() {
        return getOrDefault(weightCol());
    }

    default S setWeightCol(String value) {
        return self(set(weightCol(), value));
    }

    /** Boolean column, true for validation rows. */
    default Param<String> validationIndicatorCol() {
        return training().validationIndicatorCol;
    }

    default String getValidationIndicatorCol() {
        return getOrDefault(validationIndicatorCol());
    }

    default S setValidationIndicatorCol(String value) {
        return self(set(validationIndicatorCol(), value));
    }

    /** Share of the rows to validate on, in [0, 1); default 0. */
    default DoubleParam validationFraction() {
        return training().validationFraction;
    }

    default double getValidationFraction() {
        return (double) getOrDefault(validationFraction());
    }

    default S setValidationFraction(double value) {
        return self(set(validationFraction(), value));
    }

    /** Sizes of the layers from input to output, as MLlib's. */
    default IntArrayParam layers() {
        return training().layers;
    }

    default int[] getLayers() {
        return getOrDefault(layers());
    }

    default S setLayers(int[] value) {
        return self(set(layers(), value));
    }

    /** The sizes one by one. An overload and not {@code int...} alone, as Scala takes an array for that only with {@code : _*}. */
    default S setLayers(int input, int... others) {
        return setLayers(
                IntStream.concat(IntStream.of(input), IntStream.of(others)).toArray());
    }

    /** Between the dense layers of {@link #layers}; default relu. */
    default Param<String> activation() {
        return training().activation;
    }

    default String getActivation() {
        return getOrDefault(activation());
    }

    default S setActivation(String value) {
        return self(set(activation(), value));
    }

    /** The network in YAML, in the place of {@link #layers}. */
    default Param<String> network() {
        return training().network;
    }

    default String getNetwork() {
        return getOrDefault(network());
    }

    default S setNetwork(String value) {
        return self(set(network(), value));
    }

    /** The network as one that was put together in Java. */
    default S setNetwork(Model model) {
        return setNetwork(ConfigLoader.tree(ModelConfig.of(model)).toString());
    }

    /** Epochs; default 10. */
    default IntParam maxIter() {
        return training().maxIter;
    }

    default int getMaxIter() {
        return (int) getOrDefault(maxIter());
    }

    default S setMaxIter(int value) {
        return self(set(maxIter(), value));
    }

    /** Rows of a step; default 256. */
    default IntParam batchSize() {
        return training().batchSize;
    }

    default int getBatchSize() {
        return (int) getOrDefault(batchSize());
    }

    default S setBatchSize(int value) {
        return self(set(batchSize(), value));
    }

    /** Of matrix products: {@code float32} (default) or {@code bf16}. */
    default Param<String> precision() {
        return training().precision;
    }

    default String getPrecision() {
        return getOrDefault(precision());
    }

    default S setPrecision(String value) {
        return self(set(precision(), value));
    }

    /** Learning rate; default 0.001. */
    default DoubleParam stepSize() {
        return training().stepSize;
    }

    default double getStepSize() {
        return (double) getOrDefault(stepSize());
    }

    default S setStepSize(double value) {
        return self(set(stepSize(), value));
    }

    /** {@code mini_batch} (default), or a full-batch solver in YAML, such as {@code lbfgs}. */
    default Param<String> solver() {
        return training().solver;
    }

    default String getSolver() {
        return getOrDefault(solver());
    }

    default S setSolver(String value) {
        return self(set(solver(), value));
    }

    /** How gradients become steps, in YAML; default adam. */
    default Param<String> optimizer() {
        return training().optimizer;
    }

    default String getOptimizer() {
        return getOrDefault(optimizer());
    }

    default S setOptimizer(String value) {
        return self(set(optimizer(), value));
    }

    /** How the learning rate changes, in YAML; default constant. */
    default Param<String> schedule() {
        return training().schedule;
    }

    default String getSchedule() {
        return getOrDefault(schedule());
    }

    default S setSchedule(String value) {
        return self(set(schedule(), value));
    }

    /** Longest gradient; default 0: any. */
    default DoubleParam clipNorm() {
        return training().clipNorm;
    }

    default double getClipNorm() {
        return (double) getOrDefault(clipNorm());
    }

    default S setClipNorm(double value) {
        return self(set(clipNorm(), value));
    }

    /** Validations without a new best before training stops; default 0: it goes on. */
    default IntParam patience() {
        return training().patience;
    }

    default int getPatience() {
        return (int) getOrDefault(patience());
    }

    default S setPatience(int value) {
        return self(set(patience(), value));
    }

    /** The figure that decides what is best; default loss. */
    default Param<String> monitor() {
        return training().monitor;
    }

    default String getMonitor() {
        return getOrDefault(monitor());
    }

    default S setMonitor(String value) {
        return self(set(monitor(), value));
    }

    /** Whether features are standardised; default false. */
    default BooleanParam standardization() {
        return training().standardization;
    }

    default boolean getStandardization() {
        return (boolean) getOrDefault(standardization());
    }

    default S setStandardization(boolean value) {
        return self(set(standardization(), value));
    }

    /** Decides everything random; default 1. */
    default LongParam seed() {
        return training().seed;
    }

    default long getSeed() {
        return (long) getOrDefault(seed());
    }

    default S setSeed(long value) {
        return self(set(seed(), value));
    }

    /** Further settings of {@code training} in YAML. */
    default Param<String> trainingSettings() {
        return training().trainingSettings;
    }

    default String getTrainingSettings() {
        return getOrDefault(trainingSettings());
    }

    default S setTrainingSettings(String value) {
        return self(set(trainingSettings(), value));
    }
}
