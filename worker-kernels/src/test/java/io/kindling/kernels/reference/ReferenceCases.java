package io.kindling.kernels.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Answers of another implementation, one file of {@code src/test/resources/reference} for each group. */
public final class ReferenceCases {
    private ReferenceCases() {}

    /** The cases of a group: {@code activations} reads {@code reference/activations.json}. */
    public static Stream<ReferenceCase> of(String group) {
        JsonNode cases = read(group).required("cases");
        return StreamSupport.stream(cases.spliterator(), false).map(ReferenceCase::new);
    }

    /** The case of a group with this name. */
    public static ReferenceCase named(String group, String name) {
        return of(group)
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Group " + group + " has no case " + name));
    }

    private static JsonNode read(String group) {
        String resource = "/reference/" + group + ".json";
        try (InputStream in = ReferenceCases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + resource + " on the class path");
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
