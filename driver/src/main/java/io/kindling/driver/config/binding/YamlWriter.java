package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes a tree as YAML that {@link YamlReader} reads back as the same tree. Text is quoted only where it would read as
 * something else. Sections go over lines; lists of plain values, and mappings of them inside a list, stay on one.
 */
final class YamlWriter {
    private YamlWriter() {}

    static String write(JsonNode tree) {
        DumperOptions options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        CoreSchema.yaml(options).serialize(node(tree, false), text);
        return text.toString();
    }

    private static Node node(JsonNode tree, boolean insideList) {
        if (tree.isObject()) {
            List<NodeTuple> entries = new ArrayList<>();
            tree.properties()
                    .forEach(entry ->
                            entries.add(new NodeTuple(text(entry.getKey()), node(entry.getValue(), insideList))));
            return new MappingNode(Tag.MAP, entries, insideList || tree.isEmpty() ? style(tree) : FlowStyle.BLOCK);
        } else if (tree.isArray()) {
            List<Node> items = new ArrayList<>();
            tree.forEach(item -> items.add(node(item, true)));
            return new SequenceNode(Tag.SEQ, items, style(tree));
        } else if (tree.isTextual()) {
            return text(tree.textValue());
        } else if (tree.isNull()) {
            return plain(Tag.NULL, "null");
        } else if (tree.isBoolean()) {
            return plain(Tag.BOOL, tree.asText());
        } else if (tree.isNumber()) {
            String number = tree.asText().replace("Infinity", ".inf");
            return plain(CoreSchema.SCHEMA.meaning(number), number);
        }
        throw new IllegalArgumentException("YAML cannot hold a " + tree.getNodeType());
    }

    private static FlowStyle style(JsonNode collection) {
        for (JsonNode child : collection) {
            if (child.isContainerNode()) {
                return FlowStyle.BLOCK;
            }
        }
        return FlowStyle.FLOW;
    }

    private static ScalarNode text(String text) {
        // SnakeYAML itself leaves a text plain with a colon at the end of a line, which then reads as a key.
        boolean colonAtEnd = text.lines().anyMatch(line -> line.endsWith(":"));
        boolean readsAsText = CoreSchema.SCHEMA.meaning(text).equals(Tag.STR) && !colonAtEnd;
        ScalarStyle style = readsAsText ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarNode(Tag.STR, text, null, null, style);
    }

    private static ScalarNode plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }
}
