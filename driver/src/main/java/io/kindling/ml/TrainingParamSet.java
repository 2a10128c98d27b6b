package io.kindling.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import scala.Function1;

/** The parameters of {@link TrainingParams} of one estimator. */
final class TrainingParamSet implements Serializable {
    private static final long serialVersionUID = 1;

    final Param<String> weightCol;
    final Param<String> validationIndicatorCol;
    final DoubleParam validationFraction;
    final IntArrayParam layers;
    final Param<String> activation;
    final Param<String> network;
    final IntParam maxIter;
    final IntParam batchSize;
    final Param<String> precision;
    final DoubleParam stepSize;
    final Param<String> solver;
    final Param<String> optimizer;
    final Param<String> schedule;
    final DoubleParam clipNorm;
    final IntParam patience;
    final Param<String> monitor;
    final BooleanParam standardization;
    final LongParam seed;
    final IntParam checkpointInterval;
    final Param<String> checkpointDir;
    final IntParam numShards;
    final Param<String> engine;
    final Param<String> tensorBoardDir;
    final Param<String> mlflowUri;
    final Param<String> mlflowExperiment;
    final Param<String> trainingSettings;

    TrainingParamSet(Params stage) {
        weightCol = new Param<>(
                stage, "weightCol", "column with the weight of each row, 0 or more; by default all weigh 1");
        validationIndicatorCol = new Param<>(
                stage,
                "validationIndicatorCol",
                "boolean column, true for the rows that training is watched by and does not learn from");
        validationFraction = new DoubleParam(
                stage,
                "validationFraction",
                "share of the rows that training is watched by and does not learn from, drawn by content and seed: equal rows stay together, so of few different rows the share may be another; 'validationIndicatorCol' meets it exactly",
                ParamValidators.inRange(0, 1, true, false));
        layers = new IntArrayParam(
                stage,
                "layers",
                "sizes of the layers from input to output, as in MLlib's MultilayerPerceptronClassifier: dense layers with the activation between them",
                layerSizes());
        activation = new Param<>(
                stage,
                "activation",
                "what stands between the dense layers of 'layers': relu, sigmoid, tanh, gelu or any other activation by name");
        network = new Param<>(
                stage,
                "network",
                "the network in YAML, in the place of 'layers': {input: [784], layers: [dense: 256, relu, dense: 10]}; the loss may be left out");
        maxIter = new IntParam(stage, "maxIter", "epochs: how often every row comes", ParamValidators.gt(0));
        batchSize = new IntParam(stage, "batchSize", "rows of a step, over all shards together", ParamValidators.gt(0));
        precision = new Param<>(
                stage,
                "precision",
                "of matrix products: 'float32', or 'bf16', which rounds both factors to bfloat16 where the machine multiplies such numbers",
                ParamValidators.inArray(new String[] {"float32", "bf16"}));
        stepSize = new DoubleParam(stage, "stepSize", "learning rate of the optimizer", ParamValidators.gt(0));
        solver = new Param<>(
                stage,
                "solver",
                "'mini_batch', or a full-batch solver in YAML: lbfgs, {lbfgs: {l2: 0.01}}; maxIter then counts its iterations");
        optimizer = new Param<>(
                stage, "optimizer", "how gradients become steps, in YAML: adam, sgd, {adamw: {weight_decay: 0.01}}, …");
        schedule = new Param<>(
                stage,
                "schedule",
                "how the learning rate changes from step to step, in YAML: constant, {cosine: {warmup_steps: 200}}, …");
        clipNorm = new DoubleParam(
                stage,
                "clipNorm",
                "longest gradient: one with a larger norm is scaled down to it; 0: none is",
                ParamValidators.gtEq(0));
        patience = new IntParam(
                stage,
                "patience",
                "validations in a row without a new best, after which training stops; 0: it does not; needs validation rows",
                ParamValidators.gtEq(0));
        monitor = new Param<>(
                stage,
                "monitor",
                "the validation figure that decides which weights are kept: loss, or a metric such as accuracy or rmse");
        standardization = new BooleanParam(
                stage,
                "standardization",
                "whether to learn from (x - mean) / deviation of each feature, fitted on the training rows");
        seed = new LongParam(
                stage, "seed", "decides everything random: first weights, order of rows, dropout, split by fraction");
        checkpointInterval = new IntParam(
                stage,
                "checkpointInterval",
                "epochs between checkpoints in 'checkpointDir', at least 1; -1: none",
                checkpointInterval());
        checkpointDir = new Param<>(
                stage,
                "checkpointDir",
                "where checkpoints lie, on any file system that Hadoop knows; fit goes on from the newest in it");
        numShards = new IntParam(
                stage,
                "numShards",
                "parts that the rows are cut into, one task a step each; 0: as many as there are task slots. The same number gives the same weights on any cluster of the same kind of processor",
                ParamValidators.gtEq(0));
        engine = new Param<>(
                stage,
                "engine",
                "where steps are computed: 'local' is the driver's threads, 'spark' a job a step, 'auto' is local on a local master",
                ParamValidators.inArray(new String[] {"auto", "local", "spark"}));
        tensorBoardDir = new Param<>(
                stage,
                "tensorBoardDir",
                "where each fit writes event files for TensorBoard, in a folder of its own, on any file system that Hadoop knows; by default none are written");
        mlflowUri = new Param<>(
                stage,
                "mlflowUri",
                "address of an MLflow server, such as http://localhost:5000, that is told of each fit as of a run; by default none is told, or with 'mlflowExperiment' the one that the variable MLFLOW_TRACKING_URI names");
        mlflowExperiment = new Param<>(
                stage,
                "mlflowExperiment",
                "MLflow's experiment that each fit is a run of; by default the variable MLFLOW_EXPERIMENT_NAME, or else the uid, if 'mlflowUri' is set");
        trainingSettings = new Param<>(
                stage,
                "trainingSettings",
                "further settings of training in YAML, by their names there: {sync: {local_steps: 8}, augmentation: [...]}");
        stage.setDefault(validationFraction, 0.0);
        stage.setDefault(activation, "relu");
        stage.setDefault(maxIter, 10);
        stage.setDefault(batchSize, 256);
        stage.setDefault(precision, "float32");
        stage.setDefault(stepSize, 0.001);
        stage.setDefault(solver, "mini_batch");
        stage.setDefault(optimizer, "adam");
        stage.setDefault(schedule, "constant");
        stage.setDefault(clipNorm, 0.0);
        stage.setDefault(patience, 0);
        stage.setDefault(monitor, "loss");
        stage.setDefault(standardization, false);
        stage.setDefault(seed, 1L);
        stage.setDefault(checkpointInterval, -1);
        stage.setDefault(numShards, 0);
        stage.setDefault(engine, "auto");
    }

    private static Function1<Object, Object> checkpointInterval() {
        return (Function1<Object, Object> & Serializable) value -> (int) value == -1 || (int) value >= 1;
    }

    private static Function1<int[], Object> layerSizes() {
        return (Function1<int[], Object> & Serializable) sizes -> {
            boolean valid = sizes.length > 1;
            for (int size : sizes) {
                valid &= size > 0;
            }
            return valid;
        };
    }
}
