package io.kindling.ml;

import static java.util.Map.entry;

import io.kindling.driver.UserException;
import java.util.List;
import java.util.Map;

/** Says in messages what a setting is called here: the configuration's names are those of YAML files. */
final class ParameterNames {
    /** Names that hold others come first. */
    private static final List<Map.Entry<String, String>> BY_SETTING = List.of(
            entry("tracking.mlflow has", "mlflowExperiment has"),
            entry("tracking.mlflow.uri", "mlflowUri"),
            entry("tracking.mlflow", "mlflowUri"),
            entry("data.validation.fraction", "validationFraction"),
            entry("training.early_stopping", "patience"),
            entry("data.validation.column", "validationIndicatorCol"),
            entry("training.batch_size", "batchSize"),
            entry("training.checkpoint", "checkpointInterval"),
            entry("data.invalid: skip", "handleInvalid 'skip'"),
            entry("data.label.classes", "StringIndexer in front"),
            entry("training.optimizer", "optimizer"),
            entry("training.clip_norm", "clipNorm"),
            entry("training.schedule", "schedule"),
            entry("data.standardize", "standardization"),
            entry("training.monitor", "monitor"),
            entry("data.validation", "validationFraction or validationIndicatorCol"),
            entry("training.epochs", "maxIter"),
            entry("training.solver", "solver"),
            entry("data.invalid", "handleInvalid"),
            entry("data.columns", "featuresCol"),
            entry("model.layers", "layers"),
            entry("spark.shards", "numShards"),
            entry("data.weight", "weightCol"),
            entry("model.input", "the first of layers (input of network)"),
            entry("data.label", "labelCol"),
            entry("data.train", "the dataset"));

    private ParameterNames() {}

    /** The same problem, by the names of parameters. */
    static UserException translated(UserException problem) {
        return new UserException(translated(problem.getMessage()), problem);
    }

    static String translated(String message) {
        String translated = message;
        for (Map.Entry<String, String> name : BY_SETTING) {
            translated = translated.replace(name.getKey(), name.getValue());
        }
        return translated;
    }
}
