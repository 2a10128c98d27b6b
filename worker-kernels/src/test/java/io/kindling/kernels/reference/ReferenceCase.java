package io.kindling.kernels.reference;

import com.fasterxml.jackson.databind.JsonNode;

/** One case of a reference file. */
public record ReferenceCase(JsonNode json) {
    public String name() {
        return json.required("name").asText();
    }

    /** {@code layer.type}: which layer the case is about. */
    public String layer() {
        return json.at("/layer/type").asText();
    }

    /** Whether the case has something, and not null, under a path such as {@code grad_params.weight}. */
    public boolean has(String path) {
        JsonNode found = json.at(pointer(path));
        return !found.isMissingNode() && !found.isNull();
    }

    /** What lies under a path such as {@code layer.kernel}. */
    public JsonNode at(String path) {
        if (!has(path)) {
            throw new IllegalArgumentException("Case " + name() + " has no " + path);
        }
        return json.at(pointer(path));
    }

    /** The tensor under a path such as {@code input} or {@code params.weight}. */
    public ReferenceTensor tensor(String path) {
        return ReferenceTensor.of(at(path));
    }

    // Names like 0.weight hold dots of their own: a slash separates there.
    private static String pointer(String path) {
        return path.startsWith("/") ? path : "/" + path.replace('.', '/');
    }

    @Override
    public String toString() {
        return name();
    }
}
