package io.kindling.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import java.util.List;
import org.apache.spark.ml.param.Param;

/**
 * An estimator's parameters as the configuration of a run: that of a YAML file, with its defaults and checks.
 *
 * @param params of the estimator
 * @param loss of a network that names none
 * @param label the column to learn
 * @param standardizeLabel whether the network learns the label standardised
 * @param features the columns to learn from
 */
record EstimatorConfig(
        TrainingParams<?> params, String loss, String label, boolean standardizeLabel, List<String> features) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * The configuration.
     *
     * @throws UserException with all that is wrong with the parameters, by their names
     */
    RunConfig config() {
        try {
            return ConfigLoader.of(params.uid(), tree());
        } catch (UserException e) {
            throw ParameterNames.translated(e);
        }
    }

    private ObjectNode tree() {
        ObjectNode root = JSON.objectNode();
        root.put("name", params.uid());
        root.put("seed", params.getSeed());
        root.set("data", data());
        root.set("model", model());
        root.set("training", training());
        root.put("engine", params.getEngine());
        if (params.getNumShards() > 0) {
            root.set("spark", JSON.objectNode().put("shards", params.getNumShards()));
        }
        if (params.names(params.mlflowUri()) || params.names(params.mlflowExperiment())) {
            root.set("tracking", JSON.objectNode().set("mlflow", mlflow()));
        }
        return root;
    }

    private ObjectNode mlflow() {
        ObjectNode mlflow = JSON.objectNode();
        if (params.names(params.mlflowUri())) {
            mlflow.put("uri", params.getMlflowUri());
        }
        if (params.names(params.mlflowExperiment())) {
            mlflow.put("experiment", params.getMlflowExperiment());
        }
        return mlflow;
    }

    private ObjectNode data() {
        ObjectNode data = JSON.objectNode();
        data.set("train", JSON.objectNode().put("table", "dataset"));
        ArrayNode columns = data.putArray("columns");
        features.forEach(columns::add);
        data.set("label", JSON.objectNode().put("column", label).put("standardize", standardizeLabel));
        if (params.names(params.weightCol())) {
            data.put("weight", params.getWeightCol());
        }
        if (params.names(params.validationIndicatorCol())) {
            data.set("validation", JSON.objectNode().put("column", params.getValidationIndicatorCol()));
        } else if (params.getValidationFraction() > 0) {
            data.set("validation", JSON.objectNode().put("fraction", params.getValidationFraction()));
        }
        data.put("standardize", params.getStandardization());
        data.put("invalid", params.getHandleInvalid());
        return data;
    }

    private ObjectNode model() {
        if (params.isSet(params.layers()) == params.isSet(params.network())) {
            throw new UserException(
                    "Set one of layers, such as setLayers(784, 256, 10), and network, the network in YAML; "
                            + (params.isSet(params.layers()) ? "both are set." : "neither is set."));
        }
        ObjectNode model = params.isSet(params.network()) ? mapping(params.network()) : perceptron();
        if (!model.has("loss")) {
            model.put("loss", loss);
        }
        return model;
    }

    private ObjectNode perceptron() {
        int[] sizes = params.getLayers();
        ObjectNode model = JSON.objectNode();
        model.putArray("input").add(sizes[0]);
        ArrayNode layers = model.putArray("layers");
        for (int i = 1; i < sizes.length; i++) {
            layers.addObject().put("dense", sizes[i]);
            if (i < sizes.length - 1) {
                layers.add(params.getActivation());
            }
        }
        return model;
    }

    private ObjectNode training() {
        ObjectNode training =
                params.isSet(params.trainingSettings()) ? mapping(params.trainingSettings()) : JSON.objectNode();
        put(training, "epochs", params.maxIter(), JSON.numberNode(params.getMaxIter()));
        put(training, "batch_size", params.batchSize(), JSON.numberNode(params.getBatchSize()));
        put(training, "precision", params.precision(), JSON.textNode(params.getPrecision()));
        put(training, "monitor", params.monitor(), JSON.textNode(params.getMonitor()));
        put(training, "schedule", params.schedule(), value(params.schedule()));
        put(training, "solver", params.solver(), value(params.solver()));
        put(training, "optimizer", params.optimizer(), optimizer());
        if (params.getClipNorm() > 0) {
            put(training, "clip_norm", params.clipNorm(), JSON.numberNode(params.getClipNorm()));
        }
        if (params.getPatience() > 0) {
            ObjectNode stopping = JSON.objectNode().put("patience", params.getPatience());
            put(training, "early_stopping", params.patience(), stopping);
        }
        put(training, "checkpoint", params.checkpointDir(), checkpoint());
        return training;
    }

    /** A setting that is there already stays, unless the parameter is set too. */
    private void put(ObjectNode training, String name, Param<?> param, JsonNode value) {
        if (!training.has(name)) {
            training.set(name, value);
        } else if (params.isSet(param)) {
            throw new UserException("Both " + param.name() + " and trainingSettings say what " + name
                    + " is; leave it out of trainingSettings.");
        }
    }

    /** With the step size as its learning rate, unless it has one. */
    private JsonNode optimizer() {
        JsonNode given = value(params.optimizer());
        ObjectNode optimizer = given.isTextual()
                ? (ObjectNode) JSON.objectNode().set(given.asText(), JSON.objectNode())
                : mapping(params.optimizer());
        optimizer.properties().forEach(entry -> {
            if (!(entry.getValue() instanceof ObjectNode settings)) {
                return;
            }
            if (!settings.has("learning_rate")) {
                settings.put("learning_rate", params.getStepSize());
            } else if (params.isSet(params.stepSize())) {
                throw new UserException("Both stepSize and optimizer give a learning rate; leave it out of optimizer.");
            }
        });
        return optimizer;
    }

    private JsonNode checkpoint() {
        ObjectNode checkpoint = JSON.objectNode().putNull("every_minutes").putNull("best_after_minutes");
        boolean on = params.getCheckpointInterval() > 0;
        if (on != params.names(params.checkpointDir())) {
            throw new UserException("checkpointInterval and checkpointDir go together; "
                    + (on ? "checkpointDir" : "checkpointInterval") + " is not set.");
        }
        return on ? checkpoint.put("directory", params.getCheckpointDir()) : checkpoint;
    }

    private JsonNode value(Param<String> param) {
        return ConfigLoader.value(param.name(), params.getOrDefault(param));
    }

    private ObjectNode mapping(Param<String> param) {
        if (value(param) instanceof ObjectNode mapping) {
            return mapping;
        }
        throw new UserException(param.name() + " is " + params.getOrDefault(param)
                + ", wanted are settings in YAML, such as " + "{name: value}.");
    }
}
