package io.kindling.driver.tracking.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code mlflow.json} of a run directory: which run of which server it is, so that a run that goes on is the same one there.
 *
 * @param server its address
 * @param id the run's
 */
record MlflowRun(String server, String id) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was remembered; empty if nothing was, or it cannot be read. */
    static Optional<MlflowRun> read(Location file) {
        try {
            JsonNode node = JSON.readTree(file.bytes());
            String id = node.path("run_id").asText();
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new MlflowRun(node.path("server").asText(), id));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Location file) throws IOException {
        ObjectNode node = JSON.createObjectNode().put("server", server).put("run_id", id);
        file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
    }
}
