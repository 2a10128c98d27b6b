package io.kindling.driver.spark.data.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.UserException;
import io.kindling.driver.file.BoundedJson;
import io.kindling.driver.file.EnclosedFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;

/**
 * Looks through what Spark ML wrote before Spark ML reads it. Spark ML calls a static method of whatever class the metadata
 * names, and puts paths together of the stages' ids; so each class must be a transformer, and no id may be a path.
 */
public final class SavedStages {
    private static final String METADATA = "metadata";
    private static final ObjectMapper JSON =
            new ObjectMapper(BoundedJson.factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SavedStages() {}

    /**
     * Nothing, if a saved pipeline may be loaded.
     *
     * @param folder of the pipeline and its stages, with a folder {@code metadata} for each
     * @throws UserException if it leads out of the folder, names a class that is no transformer, or has a statement that
     *     is more than a SELECT
     */
    public static void demandSafe(Path folder) {
        try {
            EnclosedFile.demandAllInside(folder);
            for (Path metadata : metadata(folder)) {
                for (String line : Files.readAllLines(metadata)) {
                    demandSafe(metadata, JSON.readTree(line));
                }
            }
        } catch (JsonProcessingException e) {
            throw refused(folder, "its metadata is no JSON (" + BoundedJson.reason(e) + ")");
        } catch (CharacterCodingException e) {
            throw refused(folder, "its metadata is no text in UTF-8");
        } catch (IOException e) {
            throw refused(folder, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The files that Spark ML reads as metadata; hidden ones it passes over. */
    private static List<Path> metadata(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                String name = path.getFileName().toString();
                boolean inMetadata =
                        folder.relativize(path.getParent()).toString().matches("(.*[/\\\\])?" + METADATA);
                if (!inMetadata || name.startsWith("_") || name.startsWith(".")) {
                    continue;
                }
                if (!Files.isRegularFile(path) || !name.matches("part-\\d+(-[-\\w]+)?(\\.txt)?")) {
                    throw refused(path, "Spark ML writes no metadata of this name");
                }
                found.add(path);
            }
        }
        return found;
    }

    private static void demandSafe(Path file, JsonNode metadata) {
        Class<?> type = transformer(file, metadata.path("class").asText());
        demandName(file, metadata.path("uid"));
        metadata.findValues("stageUids").forEach(uids -> uids.forEach(uid -> demandName(file, uid)));
        if (SQLTransformer.class.isAssignableFrom(type)) {
            for (JsonNode statement : metadata.findValues("statement")) {
                SelectStatement.problem(statement.asText()).ifPresent(problem -> {
                    throw refused(file, problem);
                });
            }
        }
    }

    private static void demandName(Path file, JsonNode uid) {
        if (!uid.isTextual() || !EnclosedFile.isName(uid.textValue())) {
            throw refused(file, "its uid " + uid + " is no name");
        }
    }

    private static Class<?> transformer(Path file, String name) {
        try {
            Class<?> type = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            if (!Transformer.class.isAssignableFrom(type)) {
                throw refused(file, "it names the class " + name + ", which is no Spark ML transformer");
            }
            return type;
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UserException(
                    file + " cannot be used here: there is no class " + name + " on the class path; give its jar by"
                            + " --jars.",
                    e);
        }
    }

    private static UserException refused(Path file, String what) {
        return new UserException(
                file + " is damaged: " + what + ". Train again, or copy the model from where it is whole.");
    }
}
