package io.kindling.driver.cli;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run that made a model, as far as its {@code config.yaml} is there.
 *
 * @param file where its settings are, or would be
 * @param config its settings
 */
record RunOfModel(Path file, Optional<RunConfig> config) {
    /**
     * Looks beside a model.
     *
     * @param model a run directory or its {@code model/}
     */
    static RunOfModel beside(Path model) {
        Path inside = model.resolve("config.yaml");
        Path file = Files.exists(inside) ? inside : model.resolveSibling("config.yaml");
        return new RunOfModel(
                file, Files.exists(file) ? Optional.of(ConfigLoader.load(file, List.of())) : Optional.empty());
    }

    /** The run's settings for Spark, but for those that this command was given. */
    Map<String, String> sparkConf() {
        Map<String, String> conf =
                new HashMap<>(config.map(run -> run.spark().conf()).orElse(Map.of()));
        conf.keySet().removeIf(key -> System.getProperty(key) != null);
        return conf;
    }
}
