package io.kindling.ml;

import io.kindling.driver.UserException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says in messages what a setting is called here: the configuration's names are those of YAML files. */
final class ParameterNames {
    private static final Map<String, String> BY_SETTING = bySetting();

    private ParameterNames() {}

    private static Map<String, String> bySetting() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("data.validation.fraction", "validationFraction");
        names.put("data.validation.column", "validationIndicatorCol");
        names.put("data.validation", "validationFraction or validationIndicatorCol");
        names.put("data.invalid: skip", "handleInvalid 'skip'");
        names.put("data.invalid", "handleInvalid");
        names.put("data.label.classes", "StringIndexer in front");
        names.put("data.label", "labelCol");
        names.put("data.columns", "featuresCol");
        names.put("data.weight", "weightCol");
        names.put("data.standardize", "standardization");
        names.put("data.train", "the dataset");
        names.put("model.input", "the first of layers (input of network)");
        names.put("model.layers", "layers");
        names.put("training.epochs", "maxIter");
        names.put("training.batch_size", "batchSize");
        names.put("training.early_stopping", "patience");
        names.put("training.optimizer", "optimizer");
        names.put("training.schedule", "schedule");
        names.put("training.monitor", "monitor");
        names.put("training.clip_norm", "clipNorm");
        names.put("training.checkpoint", "checkpointInterval");
        names.put("spark.shards", "numShards");
        return Map.copyOf(names);
    }

    /** The same problem, by the names of parameters. */
    static UserException translated(UserException problem) {
        String message = problem.getMessage();
        for (String setting : BY_SETTING.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .toList()) {
            message = message.replace(setting, BY_SETTING.get(setting));
        }
        return new UserException(message, problem);
    }
}
