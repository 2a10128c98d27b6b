package io.kindling.driver.cli;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.run.RunDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run that made a model, as far as its {@code config.yaml} is there.
 *
 * @param config its settings
 */
record RunOfModel(Optional<RunConfig> config) {
    /**
     * Looks beside a model.
     *
     * @param model a run directory or its {@code model/}
     */
    static RunOfModel beside(Location model) {
        return new RunOfModel(RunDirectory.config(model.resolve("config.yaml"), List.of())
                .or(() -> RunDirectory.config(model.sibling("config.yaml"), List.of())));
    }

    /** The run's settings for Spark, but for those that this command was given. */
    Map<String, String> sparkConf() {
        Map<String, String> conf =
                new HashMap<>(config.map(run -> run.spark().conf()).orElse(Map.of()));
        conf.keySet().removeIf(key -> System.getProperty(key) != null);
        return conf;
    }
}
