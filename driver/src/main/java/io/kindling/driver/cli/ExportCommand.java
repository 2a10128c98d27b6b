package io.kindling.driver.cli;

import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.ModelExport;
import io.kindling.driver.files.Location;
import io.kindling.driver.store.StoredModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kindling export --model DIR}. */
@Command(
        name = "export",
        description = "Writes a model for other tools: as ONNX, or its weights with PyTorch's names.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    /** What can be written. */
    enum Format {
        ONNX,
        SAFETENSORS
    }

    @Option(names = "--model", paramLabel = "DIR", required = true, description = "a run directory or its model/")
    private String model;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "onnx: network and weights; safetensors: the weights, for PyTorch")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "what is written; must not exist yet")
    private String out;

    @Override
    public Integer call() {
        Location location = Location.of(model);
        StoredModel stored = StoredModel.load(location);
        ModelExport export = ModelExport.of(
                stored,
                StoredModel.directory(location),
                RunOfModel.beside(location).config().map(RunConfig::seed));
        Location file = Location.of(out);
        switch (format) {
            case ONNX -> System.out.println(export.onnx(file));
            case SAFETENSORS -> export.safetensors(file);
        }
        System.out.println("exported: " + file);
        return 0;
    }
}
