package io.kindling.driver.optim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** PyTorch's answers, case by case. */
public final class ReferenceCases {
    private ReferenceCases() {}

    /** The cases of a file of answers. */
    public static Stream<JsonNode> of(String group) {
        try (InputStream file = ReferenceCases.class.getResourceAsStream("/reference/" + group + ".json")) {
            JsonNode cases = new ObjectMapper().readTree(file).get("cases");
            return StreamSupport.stream(cases.spliterator(), false);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The one case of that name. */
    public static JsonNode named(String group, String name) {
        List<JsonNode> found =
                of(group).filter(one -> one.get("name").asText().equals(name)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " cases of " + group + " are called " + name);
        }
        return found.get(0);
    }

    /** A list of numbers as float. */
    public static float[] floats(JsonNode list) {
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) list.get(i).asDouble();
        }
        return numbers;
    }

    /** A list of numbers. */
    public static double[] doubles(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
