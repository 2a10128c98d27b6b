package io.kindling.driver.spark.data.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.UserException;
import io.kindling.driver.files.BoundedJson;
import io.kindling.driver.files.EnclosedFile;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;

/**
 * Looks through what Spark ML wrote before Spark ML reads it. Spark ML calls a static method of whatever class the metadata
 * names, and puts paths together of the stages' ids; so each class must be a transformer, and no id may be a path.
 */
public final class SavedStages {
    private static final String METADATA = "metadata";
    private static final Pattern PART = Pattern.compile("part-\\d+(-[-\\w]+)?(\\.txt)?");
    private static final long MOST_BYTES = 64 << 20;
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
    public static void demandSafe(Location folder) {
        try {
            look(folder, false);
        } catch (JsonProcessingException e) {
            throw refused(folder, "its metadata is no JSON (" + BoundedJson.reason(e) + ")");
        } catch (CharacterCodingException e) {
            throw refused(folder, "its metadata is no text in UTF-8");
        } catch (IOException e) {
            throw refused(folder, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Goes through a folder; of one with metadata, Spark ML reads all but hidden files. */
    private static void look(Location folder, boolean ofMetadata) throws IOException {
        for (String name : folder.names()) {
            Location file = EnclosedFile.of(folder, name);
            boolean hidden = name.startsWith("_") || name.startsWith(".");
            if (!ofMetadata && file.isDirectory()) {
                look(file, name.equals(METADATA));
            } else if (ofMetadata && !hidden) {
                demandMetadata(file);
            }
        }
    }

    private static void demandMetadata(Location file) throws IOException {
        if (file.isDirectory() || !PART.matcher(file.name()).matches()) {
            throw refused(file, "Spark ML writes no metadata of this name");
        } else if (file.length() > MOST_BYTES) {
            throw refused(file, "its metadata has " + file.length() + " bytes");
        }
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.bytes()));
        for (String line : text.toString().lines().toList()) {
            demandSafe(file, JSON.readTree(line));
        }
    }

    private static void demandSafe(Location file, JsonNode metadata) {
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

    private static void demandName(Location file, JsonNode uid) {
        if (!uid.isTextual() || !EnclosedFile.isName(uid.textValue())) {
            throw refused(file, "its uid " + uid + " is no name");
        }
    }

    private static Class<?> transformer(Location file, String name) {
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

    private static UserException refused(Location file, String what) {
        return new UserException(
                file + " is damaged: " + what + ". Train again, or copy the model from where it is whole.");
    }
}
