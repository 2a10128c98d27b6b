package io.kindling.driver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Spark wrote down of a run's faults and changes.
 *
 * @param executorsAdded all that ever came
 * @param executorsLost all that went before the end
 * @param failedTasks which did not end well, those that a faster copy made needless among them
 * @param speculativeTasks copies of late tasks
 */
record EventLog(int executorsAdded, int executorsLost, int failedTasks, int speculativeTasks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the one log of a folder. */
    static EventLog in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> content = Files.list(folder)) {
            files = content.toList();
        }
        EventLog log = new EventLog(0, 0, 0, 0);
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                log = log.with(JSON.readTree(line));
            }
        }
        return log;
    }

    private EventLog with(JsonNode event) {
        JsonNode task = event.path("Task Info");
        return switch (event.path("Event").asText()) {
            case "SparkListenerExecutorAdded" ->
                new EventLog(executorsAdded + 1, executorsLost, failedTasks, speculativeTasks);
            case "SparkListenerExecutorRemoved" ->
                new EventLog(executorsAdded, executorsLost + 1, failedTasks, speculativeTasks);
            case "SparkListenerTaskStart" ->
                new EventLog(
                        executorsAdded,
                        executorsLost,
                        failedTasks,
                        speculativeTasks + (task.path("Speculative").asBoolean() ? 1 : 0));
            case "SparkListenerTaskEnd" ->
                new EventLog(
                        executorsAdded,
                        executorsLost,
                        failedTasks
                                + (task.path("Failed").asBoolean()
                                                || task.path("Killed").asBoolean()
                                        ? 1
                                        : 0),
                        speculativeTasks);
            default -> this;
        };
    }
}
