package io.kindling.driver.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import java.util.Optional;

/** A run that has come to its end, as its summary says. */
public final class FinishedRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FinishedRun() {}

    /**
     * What to tell whoever wants to go on with a run that is done; empty if there is something left to do.
     *
     * @param config of the run, perhaps with more epochs than it had
     * @throws UserException if there is, but no checkpoint to do it from
     */
    public static Optional<String> nothingLeft(RunDirectory directory, RunConfig config) {
        Optional<JsonNode> summary = directory.summary().map(FinishedRun::json);
        String status = summary.map(node -> node.path("status").asText()).orElse("");
        boolean early = status.equals("early_stopped");
        if (status.equals("converged")) {
            return Optional.of("the run in " + directory.path() + " has converged; there is nothing left to do");
        }
        if (!early && !status.equals("completed")) {
            return Optional.empty();
        }
        long epochs = summary.orElseThrow().path("epochs").asLong();
        if (early || config.training().epochs() <= epochs) {
            return Optional.of("the run in " + directory.path() + " has "
                    + (early ? "stopped early, as validation got no better" : "completed all its " + epochs + " epochs")
                    + "; there is nothing left to do");
        }
        if (Beginning.store(directory, config).isEmpty()) {
            throw new UserException("The run in " + directory.path() + " has completed its " + epochs
                    + " epochs and left no checkpoint to go on from. Train anew with another --run-dir.");
        }
        return Optional.empty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Whoever spoilt it, the run can be finished again.
            return JSON.createObjectNode();
        }
    }
}
