package io.kindling.driver.cli;

import io.kindling.driver.config.ConfigLoader;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.run.ModelImport;
import io.kindling.driver.spark.SparkCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling import CONF --weights FILE}. */
@Command(
        name = "import",
        description =
                "Makes a model of a YAML file's network and weights that PyTorch trained; its data is read for what"
                        + " stands in front of the network.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONF", description = "the YAML file, for example conf/mnist-mlp.yaml")
    private Path conf;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            required = true,
            description = "a safetensors file with PyTorch's names, or a directory with a model")
    private String weights;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the model; must not exist yet")
    private String out;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "overrides a setting of the YAML file; may be repeated")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() {
        RunConfig config = ConfigLoader.load(conf, overrides);
        ModelImport made = ModelImport.of(config, Location.of(weights), Location.of(out));
        System.out.println(made.origin());
        try (SparkCluster cluster = spark.open(config)) {
            made.write(cluster);
        }
        System.out.println("model: " + out);
        return 0;
    }
}
