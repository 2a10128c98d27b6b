package io.kindling.driver.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.UserException;
import io.kindling.driver.config.binding.YamlDocument;
import io.kindling.driver.files.BoundedJson;
import io.kindling.driver.files.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a run directory holds, as one JSON object that the page draws from. What is not there yet is left out.
 *
 * @param directory of the run
 */
record RunFiles(Location directory) {
    private static final ObjectMapper JSON = new ObjectMapper(BoundedJson.factory());

    /** Their content stands in the page as it is, under the name without {@code .json}. */
    private static final String[] AS_THEY_ARE = {
        "summary.json", "environment.json", "evaluation.json", "verdicts.json", "audit.json"
    };

    /** What reads a file. */
    private interface Reading<T> {
        T read(Location file) throws IOException;
    }

    /**
     * All of it.
     *
     * @param points of a curve, at most about
     * @throws UserException if it is not the directory of a run, or a file of it cannot be read
     */
    ObjectNode json(int points) {
        ObjectNode run = JSON.createObjectNode();
        String yaml = file("config.yaml", file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> new UserException(directory + " is not the directory of a run: it has no config.yaml."
                                + " Give what train named as --run-dir, or a directory under runs/."));
        run.put("directory", directory.name());
        ObjectNode config = run.putObject("config");
        config.put("text", yaml);
        config.set(
                "settings",
                YamlDocument.parse(directory.resolve("config.yaml").toString(), yaml)
                        .root());
        for (String name : AS_THEY_ARE) {
            file(name, file -> BoundedJson.object(JSON, file))
                    .ifPresent(content -> run.set(name.substring(0, name.indexOf('.')), content));
        }
        file("metrics.csv", CsvTable::read)
                .ifPresent(table -> new Curves(table).write(run.putObject("metrics"), points));
        file("layers.csv", CsvTable::read).ifPresent(table -> new LayerHistory(table).write(run));
        return run;
    }

    private <T> Optional<T> file(String name, Reading<T> reading) {
        Location file = directory.resolve(name);
        try {
            return Optional.of(reading.read(file));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new UserException(
                    file + " is damaged: " + BoundedJson.reason(e) + ". Remove it, and the report is made without.", e);
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }
}
