package io.kindling.driver.exchange.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.kindling.driver.KindlingVersion;
import io.kindling.driver.UserException;
import io.kindling.driver.spark.data.PipelineDescription;
import io.kindling.driver.store.StoredModel;
import io.kindling.kernels.model.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A network, its weights and what stands right in front of it and behind it, as an ONNX file. */
public final class OnnxModel {
    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 17;
    private static final int MOST_PARAMETERS = 500_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelProto proto;

    private OnnxModel(ModelProto proto) {
        this.proto = proto;
    }

    /**
     * Makes the graph.
     *
     * @param remarks go into {@code metadata_props}, beside what the file takes and gives
     * @throws UserException if a layer has no form in ONNX, or the weights are too many for one file
     */
    public static OnnxModel of(StoredModel stored, PipelineDescription pipeline, Map<String, String> remarks) {
        Model model = stored.model();
        if (model.layout().length() > MOST_PARAMETERS) {
            throw new UserException("The model has " + model.layout().length()
                    + " parameters; an ONNX file holds up to " + MOST_PARAMETERS
                    + ", as it must stay below 2 GB. Export the weights by --format safetensors");
        }
        OnnxGraph graph = new OnnxGraph();
        NetworkInput input = new NetworkInput(graph, model, pipeline);
        Value features = input.features();
        Optional<String> lengths = input.lengths();
        LayerScope scope = new LayerScope(
                graph, new ModelNumbers(model, stored.parameters()), new PaddingMasks(graph, lengths), "layers.");
        Value output = scope.chain(model.layers(), features);
        new NetworkOutput(scope.outside(), model, pipeline).addTo(graph, output);

        Map<String, String> all = new LinkedHashMap<>(remarks);
        all.put("input", input.description());
        all.put("features", columns(pipeline));
        all.put("label", pipeline.label());
        if (!pipeline.classes().isEmpty()) {
            all.put("classes", JSON.valueToTree(pipeline.classes()).toString());
        }
        ModelProto.Builder proto = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("kindling")
                .setProducerVersion(KindlingVersion.VERSION)
                .setDocString(input.description())
                .setGraph(graph.build(stored.name(), input.description()));
        proto.addOpsetImportBuilder().setVersion(OPERATORS);
        all.forEach(
                (name, value) -> proto.addMetadataPropsBuilder().setKey(name).setValue(value));
        return new OnnxModel(proto.build());
    }

    /** What the file takes, in a sentence or two. */
    public String description() {
        return proto.getDocString();
    }

    /** Writes all of the file. */
    public void writeTo(OutputStream out) throws IOException {
        proto.writeTo(out);
    }

    private static String columns(PipelineDescription pipeline) {
        ArrayNode columns = JSON.createArrayNode();
        pipeline.columns()
                .forEach(
                        column -> columns.addObject().put("name", column.name()).put("width", column.width()));
        return columns.toString();
    }
}
