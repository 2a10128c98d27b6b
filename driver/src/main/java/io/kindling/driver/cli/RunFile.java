package io.kindling.driver.cli;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The YAML file of a run that has not begun, and what is changed in it. */
final class RunFile {
    @Parameters(paramLabel = "CONF", description = "the YAML file, for example conf/mnist-mlp.yaml")
    private Path conf;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "overrides a setting: --set training.batch_size=1024; may be repeated")
    private List<String> overrides = new ArrayList<>();

    /** Its settings, checked. */
    RunConfig load() {
        return ConfigLoader.load(conf, overrides);
    }
}
