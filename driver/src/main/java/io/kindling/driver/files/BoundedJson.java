package io.kindling.driver.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/** JSON as far as a file that may come from somebody else is read: so deep, so long, so many values, and no name twice. */
public final class BoundedJson {
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_TOKENS = 5_000_000;
    private static final int DEEPEST = 200;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NAME = 10_000;
    private static final int LONGEST_NUMBER = 400;

    private BoundedJson() {}

    /** What makes parsers with these bounds; they throw a JsonProcessingException at the first thing beyond. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MOST_BYTES)
                        .maxTokenCount(MOST_TOKENS)
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNameLength(LONGEST_NAME)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
    }

    /**
     * The object that a file holds.
     *
     * @param json made with {@link #factory}
     * @throws JsonProcessingException if it holds none, or one beyond the bounds
     */
    public static ObjectNode object(ObjectMapper json, Location file) throws IOException {
        try (InputStream in = file.open()) {
            return json.readValue(in, ObjectNode.class);
        }
    }

    /** What is wrong with a text, without the name of Jackson's method that sets the bound. */
    public static String reason(JsonProcessingException failure) {
        String message =
                String.valueOf(failure.getOriginalMessage()).lines().findFirst().orElse("no reason given");
        return message.replaceFirst(", from `[^`]*`", "");
    }
}
