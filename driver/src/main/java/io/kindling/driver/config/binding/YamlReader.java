package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML text into a tree and notes the line of each path. Numbers keep all their digits; quoted numbers stay
 * text. One reader reads one text.
 */
final class YamlReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Characters of all paths, each with so many for its value: aliases make large trees of small texts. */
    private static final long MOST_CHARACTERS = 1 << 25;

    private static final int VALUE_CHARACTERS = 64;
    private static final int LONGEST_NUMBER = 400;

    private final String name;
    private final Map<String, String> origins = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long characters;

    YamlReader(String name) {
        this.name = name;
    }

    /** The value that this text holds; null nodes for the empty text. Keys given twice are an error here. */
    static JsonNode value(String name, String text) {
        YamlReader reader = new YamlReader(name);
        JsonNode value = reader.tree(reader.compose(text), "");
        if (!reader.problems.isEmpty()) {
            throw new ConfigException(name + ": " + String.join("; ", reader.problems));
        }
        return value;
    }

    YamlDocument document(String text) {
        Node top = compose(text);
        String wanted = "; it must hold settings, such as name: my-first-run";
        if (top == null) {
            throw new ConfigException(name + " is empty" + wanted);
        }
        if (!(tree(top, "") instanceof ObjectNode root)) {
            throw new ConfigException(name + " is " + Wording.found(tree(top, "")) + wanted);
        }
        return new YamlDocument(name, root, origins, problems);
    }

    private Node compose(String text) {
        try {
            return CoreSchema.yaml(new DumperOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new ConfigException(
                    name + " is not valid YAML at " + line(mark) + ", column " + (mark.getColumn() + 1) + ": "
                            + e.getProblem() + hint(e.getProblem()) + "\n" + mark.get_snippet(4, 100),
                    e);
        } catch (YAMLException e) {
            throw new ConfigException(name + " is not valid YAML: " + e.getMessage(), e);
        }
    }

    private static String hint(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "; put a text with a colon in quotes, and indent the settings of a section alike";
        } else if (problem.contains("expected <block end>")) {
            return "; indent the lines of a section alike, with spaces";
        }
        return "";
    }

    private JsonNode tree(Node node, String path) {
        if (node == null) {
            return NODES.nullNode();
        } else if (node.isTwoStepsConstruction()) {
            problem(node, path, "refers to itself; write it out");
            return NODES.nullNode();
        } else if (node instanceof MappingNode mapping) {
            return mapping(mapping, path);
        } else if (node instanceof SequenceNode sequence) {
            ArrayNode list = NODES.arrayNode();
            for (Node item : sequence.getValue()) {
                String itemPath = path + "[" + list.size() + "]";
                note(itemPath, item);
                list.add(tree(item, itemPath));
            }
            return list;
        }
        return scalar((ScalarNode) node, path);
    }

    private ObjectNode mapping(MappingNode node, String path) {
        ObjectNode mapping = NODES.objectNode();
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
                problem(entry.getKeyNode(), path, "has a list or a mapping as a key; a key must be a name");
                continue;
            }
            String key = keyNode.getValue();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            if (mapping.has(key)) {
                problem(keyNode, keyPath, "is given twice, first in " + origins.get(keyPath) + "; remove one of them");
                continue;
            }
            note(keyPath, keyNode);
            mapping.set(key, tree(entry.getValueNode(), keyPath));
        }
        return mapping;
    }

    private void note(String path, Node node) {
        characters += path.length() + VALUE_CHARACTERS;
        if (characters > MOST_CHARACTERS) {
            throw new ConfigException(name + " has too many settings, at " + line(node.getStartMark())
                    + "; an alias (*) stands for all that its anchor (&) has, each time");
        }
        origins.put(path, line(node.getStartMark()));
    }

    private JsonNode scalar(ScalarNode node, String path) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            return NODES.textNode(text);
        } else if (!tag.equals(CoreSchema.SCHEMA.meaning(text))) {
            problem(node, path, "has the tag " + tag.getValue() + ", which is unknown; remove it");
            return NODES.textNode(text);
        } else if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        } else if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(text.equals("true"));
        } else if (text.length() > LONGEST_NUMBER) {
            problem(node, path, "is a number of " + text.length() + " digits; it can have " + LONGEST_NUMBER);
            return NODES.nullNode();
        } else if (tag.equals(Tag.INT)) {
            return NODES.numberNode(new BigInteger(text));
        } else if (text.toLowerCase(Locale.ROOT).endsWith("inf")) {
            return NODES.numberNode(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return DecimalNode.valueOf(new BigDecimal(text));
    }

    private void problem(Node node, String path, String predicate) {
        problems.add(line(node.getStartMark()) + ": " + (path.isEmpty() ? "the text" : path) + " " + predicate);
    }

    private static String line(Mark mark) {
        return "line " + (mark.getLine() + 1);
    }
}
