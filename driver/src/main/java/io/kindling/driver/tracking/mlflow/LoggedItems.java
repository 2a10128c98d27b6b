package io.kindling.driver.tracking.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Params, tags and metrics in the form of MLflow's requests, within its limits. */
final class LoggedItems {
    /** Of one {@code runs/log-batch}. */
    static final int MOST_METRICS = 1000;

    static final int MOST_PARAMS = 100;

    private static final int LONGEST_KEY = 250;

    /** Servers before 2.8 refuse longer ones. */
    private static final int LONGEST_PARAM = 500;

    private static final int LONGEST_TAG = 5000;
    private static final Pattern REFUSED_IN_KEYS = Pattern.compile("[^A-Za-z0-9_\\-. /]");

    /** What Spark does not show of its own settings either. */
    private static final Pattern SECRET = Pattern.compile("(?i)secret|password|token|access[.]?key");

    private LoggedItems() {}

    /**
     * A run's settings, all defaults spelled out: {@code training.optimizer.adam.learning_rate}, {@code
     * model.layers.0.dense.units}. Settings that look like secrets are left out.
     */
    static Map<String, String> params(RunConfig config) {
        Map<String, String> params = new LinkedHashMap<>();
        add("", ConfigLoader.tree(config), params);
        return params;
    }

    private static void add(String path, JsonNode node, Map<String, String> params) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                add(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), params);
            }
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                add(path + "." + i, node.get(i), params);
            }
        } else if (!node.isNull() && !node.isArray() && !SECRET.matcher(path).find()) {
            params.put(key(path), cut(node.asText(), LONGEST_PARAM));
        }
    }

    /** Requests that log all of these, each with no more than a request may hold. */
    static List<ObjectNode> paramRequests(String run, Map<String, String> params) {
        List<ObjectNode> requests = new ArrayList<>();
        ArrayNode last = null;
        for (Map.Entry<String, String> param : params.entrySet()) {
            if (last == null || last.size() == MOST_PARAMS) {
                ObjectNode request = MlflowServer.object().put("run_id", run);
                requests.add(request);
                last = request.putArray("params");
            }
            last.addObject().put("key", param.getKey()).put("value", param.getValue());
        }
        return requests;
    }

    /** A request that logs tags, of which there are few. */
    static ObjectNode tagRequest(String run, Map<String, String> tags) {
        ObjectNode request = MlflowServer.object().put("run_id", run);
        request.set("tags", tags(tags));
        return request;
    }

    static ArrayNode tags(Map<String, String> tags) {
        ArrayNode array = MlflowServer.object().putArray("tags");
        tags.forEach((name, value) -> array.addObject().put("key", key(name)).put("value", cut(value, LONGEST_TAG)));
        return array;
    }

    /** A request that logs metrics: no more than {@link #MOST_METRICS}, each a finite number. */
    static ObjectNode metricRequest(String run, List<Metric> metrics) {
        ObjectNode request = MlflowServer.object().put("run_id", run);
        ArrayNode array = request.putArray("metrics");
        for (Metric metric : metrics) {
            array.addObject()
                    .put("key", key(metric.name()))
                    .put("value", metric.value())
                    .put("timestamp", metric.millis())
                    .put("step", metric.step());
        }
        return request;
    }

    private static String key(String name) {
        return cut(REFUSED_IN_KEYS.matcher(name).replaceAll("_"), LONGEST_KEY);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
