package io.kindling.driver.exchange;

import io.kindling.driver.KindlingVersion;
import io.kindling.driver.UserException;
import io.kindling.driver.exchange.onnx.OnnxModel;
import io.kindling.driver.exchange.torch.StateDict;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.data.PipelineDescription;
import io.kindling.driver.store.StoredModel;
import io.kindling.driver.store.TensorExport;
import io.kindling.driver.store.WeightsDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model on its way to another tool.
 *
 * @param pipeline what stands in front of the network
 * @param seed of the run that made it, where that is known
 */
public record ModelExport(StoredModel stored, PipelineDescription pipeline, Optional<Long> seed) {
    /** What a file is written by. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Reads the description of the pipeline beside a model. */
    public static ModelExport of(StoredModel stored, Location directory, Optional<Long> seed) {
        return new ModelExport(stored, PipelineDescription.read(directory), seed);
    }

    /**
     * Writes the weights with PyTorch's names.
     *
     * @throws UserException if there is a file already
     */
    public void safetensors(Location file) {
        StateDict dict = StateDict.of(stored.model());
        Map<String, String> remarks = new LinkedHashMap<>(Map.of("format", "pt"));
        remarks.putAll(provenance());
        TensorExport export = new TensorExport(stored.model().layout().all(), dict.names(), dict.counters(), remarks);
        write(file, out -> export.write(out, stored.parameters()));
    }

    /**
     * Writes the network and its weights as ONNX.
     *
     * @return what to tell the user about it
     * @throws UserException if there is a file already, a layer has no form in ONNX, or the weights are too many for it
     */
    public String onnx(Location file) {
        OnnxModel model = OnnxModel.of(stored, pipeline, provenance());
        write(file, model::writeTo);
        return model.description();
    }

    private Map<String, String> provenance() {
        Map<String, String> remarks = new LinkedHashMap<>();
        remarks.put("kindling_version", KindlingVersion.VERSION);
        remarks.put("name", stored.name());
        seed.ifPresent(number -> remarks.put("seed", Long.toString(number)));
        remarks.put("weights_sha256", WeightsDigest.sha256(stored.parameters()));
        return remarks;
    }

    /** Writes aside and then puts the file in its place. */
    private static void write(Location file, Content content) {
        try {
            if (file.exists()) {
                throw new UserException(file + " exists already; give another --out, or remove it.");
            }
            Location aside = file.sibling(file.name() + ".tmp");
            try (OutputStream out = aside.create()) {
                content.writeTo(out);
            }
            aside.moveTo(file);
        } catch (IOException e) {
            throw new UserException(file + " cannot be written (" + e.getMessage() + "); give another --out", e);
        }
    }
}
