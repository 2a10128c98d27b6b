package io.kindling.driver.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What differs between two configurations, leaving out what does not change the weights' way. */
final class SettingDifferences {
    /** What may change between a checkpoint and the run that goes on from it, each with all that is in it. */
    static final Set<String> FREE = Set.of(
            "name",
            "engine",
            "spark.conf",
            "spark.storage",
            "spark.require_exact",
            "spark.executor_timeout",
            "spark.step_timeout",
            "tracking",
            "training.epochs",
            "training.early_stopping",
            "training.log_every_steps",
            "training.watch_every_steps",
            "training.checkpoint");

    private static final int LONGEST = 80;

    private final List<String> lines = new ArrayList<>();

    private SettingDifferences() {}

    /** A line each: {@code training.batch_size: was 64, is 128}. */
    static List<String> between(JsonNode before, JsonNode now) {
        SettingDifferences differences = new SettingDifferences();
        differences.compare("", before, now);
        return differences.lines;
    }

    private void compare(String path, JsonNode before, JsonNode now) {
        if (FREE.contains(path) || before.equals(now)) {
            return;
        }
        if (before.isObject() && now.isObject() && haveKeysInCommon(before, now)) {
            Set<String> keys = new TreeSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            now.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> compare(path.isEmpty() ? key : path + "." + key, before.path(key), now.path(key)));
        } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "[" + i + "]", before.path(i), now.path(i));
            }
        } else {
            lines.add(path + ": was " + shown(before) + ", is " + shown(now));
        }
    }

    /** A choice that is another, such as adam instead of sgd, has none. */
    private static boolean haveKeysInCommon(JsonNode before, JsonNode now) {
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            if (now.has(entry.getKey())) {
                return true;
            }
        }
        return false;
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "not set";
        }
        String text = value.isValueNode()
                ? value.asText()
                : value.toString().replace("\"", "").replace(":", ": ").replace(",", ", ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
