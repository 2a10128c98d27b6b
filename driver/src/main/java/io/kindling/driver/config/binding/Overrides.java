package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes settings from the command line over a copy of a document. A choice without settings, {@code optimizer: adam},
 * is opened on the way: {@code optimizer.adam.beta1=0.8} makes it {@code optimizer: {adam: {beta1: 0.8}}}.
 */
final class Overrides {
    private static final String ORIGIN = "--set";
    private static final Pattern KEY = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\]]+)\\]");
    private static final Pattern PATH = Pattern.compile("[^.\\[\\]]+(\\.[^.\\[\\]]+|\\[[^\\]]+\\])*");

    private final YamlDocument document;
    private final ObjectNode root;
    private final Map<String, String> origins;
    private final List<String> problems;

    Overrides(YamlDocument document) {
        this.document = document;
        this.root = document.root().deepCopy();
        this.origins = new HashMap<>(document.origins());
        this.problems = new ArrayList<>(document.problems());
    }

    YamlDocument document() {
        return new YamlDocument(document.name(), root, origins, problems);
    }

    /** Applies one {@code path=value}. */
    void apply(String setting) {
        int equals = setting.indexOf('=');
        String path = equals < 0 ? "" : setting.substring(0, equals).strip();
        if (!PATH.matcher(path).matches()) {
            problems.add("--set " + setting + " must have the form path=value, such as training.batch_size=64");
            return;
        }
        try {
            String[] keys = KEY.matcher(path)
                    .results()
                    .map(key -> key.group(1) != null ? key.group(1) : key.group(2))
                    .toArray(String[]::new);
            set(setting, keys, YamlReader.value("--set " + setting, setting.substring(equals + 1)));
        } catch (ConfigException e) {
            problems.add(e.getMessage().replace("\n", "\n  "));
        }
    }

    private void set(String setting, String[] keys, JsonNode value) {
        JsonNode place = root;
        String path = "";
        for (int i = 0; i < keys.length; i++) {
            boolean last = i == keys.length - 1;
            String key = keys[i];
            if (place instanceof ArrayNode list) {
                int index = index(setting, path, list, key);
                path += "[" + index + "]";
                list.set(index, last ? value : opened(list.get(index), keys[i + 1]));
                place = list.get(index);
            } else if (place instanceof ObjectNode mapping) {
                path += (path.isEmpty() ? "" : ".") + key;
                if (!mapping.has(key)) {
                    origins.put(path, ORIGIN);
                }
                mapping.set(key, last ? value : opened(mapping.path(key), keys[i + 1]));
                place = mapping.get(key);
            } else {
                throw new ConfigException("--set " + setting + " goes through " + path + ", which is "
                        + Wording.found(place) + "; set all of " + path + " instead");
            }
        }
        replaceOrigins(path);
    }

    /** What stands here, ready for a key inside it. */
    private JsonNode opened(JsonNode node, String key) {
        if (node.isMissingNode() || node.isNull()) {
            return root.objectNode();
        }
        boolean choiceWithoutSettings = node.isTextual() && node.textValue().equals(key);
        return choiceWithoutSettings ? root.objectNode().set(key, root.nullNode()) : node;
    }

    private static int index(String setting, String path, ArrayNode list, String key) {
        if (key.matches("\\d{1,9}") && Integer.parseInt(key) < list.size()) {
            return Integer.parseInt(key);
        }
        throw new ConfigException("--set " + setting + " needs an item of " + path + ", and " + key + " is none; "
                + (list.isEmpty() ? "the list is empty" : "its items are 0 to " + (list.size() - 1)));
    }

    private void replaceOrigins(String path) {
        origins.keySet().removeIf(inner -> inner.startsWith(path + ".") || inner.startsWith(path + "["));
        origins.put(path, ORIGIN);
    }
}
