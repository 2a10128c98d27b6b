package io.kindling.driver.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.UserException;
import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint was made by: going on is exact where all of it is the same.
 *
 * @param settings the run's, with all defaults and the number of shards
 * @param data the fingerprint of each part's rows, by the part's name
 * @param kernels the fingerprint of what computes
 * @param exact whether all JVMs computed the same bits until then
 */
record MadeBy(JsonNode settings, Map<String, String> data, String kernels, boolean exact) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static MadeBy of(RunConfig config, Map<String, String> data, String kernels, boolean exact) {
        return new MadeBy(tree(config), data, kernels, exact);
    }

    /** As it is once it has been written and read again, so that equal settings are equal trees. */
    private static JsonNode tree(RunConfig config) {
        try {
            return JSON.readTree(ConfigLoader.tree(config).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    ObjectNode json() {
        ObjectNode node = JSON.createObjectNode();
        node.set("settings", settings);
        ObjectNode parts = node.putObject("data");
        data.forEach(parts::put);
        return node.put("kernels", kernels).put("exact", exact);
    }

    static MadeBy of(JsonNode node) {
        Map<String, String> data = new LinkedHashMap<>();
        node.path("data")
                .properties()
                .forEach(part -> data.put(part.getKey(), part.getValue().asText()));
        return new MadeBy(
                node.path("settings"),
                data,
                node.path("kernels").asText(),
                node.path("exact").asBoolean());
    }

    /** The number of shards. */
    int shards() {
        return settings.path("spark").path("shards").asInt();
    }

    /**
     * @param from the checkpoint, for the message
     * @throws UserException naming what differs, if something does that must not
     */
    void demandSettings(RunConfig config, String from) {
        List<String> differences = SettingDifferences.between(settings, tree(config));
        if (!differences.isEmpty()) {
            throw changed(from, String.join("; ", differences) + ". Give it the settings that it was begun with");
        }
    }

    /**
     * @param found fingerprints of the rows as they are now
     * @throws UserException if the rows are others
     */
    void demandData(Map<String, String> found, String from) {
        for (Map.Entry<String, String> part : data.entrySet()) {
            if (!part.getValue().equals(found.get(part.getKey()))) {
                throw changed(
                        from, "data: the " + part.getKey() + " rows changed. Give it the rows that it was begun with");
            }
        }
    }

    private static UserException changed(String from, String what) {
        return new UserException(
                "The run cannot be resumed from " + from + ": " + what + ", or start anew with another --run-dir.");
    }
}
