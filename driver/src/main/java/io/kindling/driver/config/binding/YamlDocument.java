package io.kindling.driver.config.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.StartFolder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML text as a tree that knows where each setting was written.
 *
 * @param name what messages call it: the file's path
 * @param root the top mapping; not to be changed
 * @param origins where each path ({@code model.layers[2].dense}) was written: {@code line 12} or {@code --set}
 * @param problems what was wrong without keeping the rest from being read, a line each
 */
public record YamlDocument(String name, ObjectNode root, Map<String, String> origins, List<String> problems) {
    private static final long MOST_BYTES = 3 << 20;

    public YamlDocument {
        origins = Map.copyOf(origins);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws ConfigException if the file cannot be read, is empty, is no YAML or holds anything but a mapping
     */
    public static YamlDocument read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(file + " has " + Files.size(file) + " bytes; a YAML file with settings has "
                        + MOST_BYTES + " at most");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    file + " does not exist; give the path of a YAML file with settings"
                            + (StartFolder.isOnCluster() ? ". " + StartFolder.hint() : ""),
                    e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + " is not text in UTF-8; save it in that encoding", e);
        } catch (IOException e) {
            String cause = Files.isDirectory(file) ? "it is a directory" : String.valueOf(e.getMessage());
            throw new ConfigException(file + " cannot be read: " + cause + "; give the path of a YAML file", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param name what messages call it
     * @throws ConfigException if it is empty, is no YAML or holds anything but a mapping
     */
    public static YamlDocument parse(String name, String text) {
        return new YamlReader(name).document(text);
    }

    /**
     * The value that a text holds; a null node for the empty text.
     *
     * @param name what messages call it
     * @throws ConfigException if it is no YAML
     */
    public static JsonNode value(String name, String text) {
        return YamlReader.value(name, text);
    }

    /**
     * This document with settings from the command line, each {@code path=value}: {@code training.batch_size=64},
     * {@code model.layers.0={dense: 32}}. The value is YAML. Missing sections are made; items of a list are counted
     * from 0, and {@code layers[0]} is the same as {@code layers.0}. A name with dots stands in brackets:
     * {@code spark.conf[spark.executor.memory]=4g}. What cannot be set is among the problems of the result.
     */
    public YamlDocument with(List<String> settings) {
        Overrides overrides = new Overrides(this);
        settings.forEach(overrides::apply);
        return overrides.document();
    }

    /** Where a setting was written, or else the nearest section around it. */
    public Optional<String> origin(String path) {
        String around = path;
        while (!around.isEmpty()) {
            String origin = origins.get(around);
            if (origin != null) {
                return Optional.of(origin);
            }
            around = around.substring(0, Math.max(0, Math.max(around.lastIndexOf('.'), around.lastIndexOf('['))));
        }
        return Optional.empty();
    }
}
