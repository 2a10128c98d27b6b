package io.kindling.driver.exchange.onnx;

import io.kindling.driver.spark.data.PipelineDescription;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.layer.Chain;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What the graph takes: rows of features as columns hold them, in the model's input shape, and where these are sequences of
 * different lengths, the lengths. The pipeline's logarithm and scaling are in the graph; its transformers, which are
 * Spark's, are not.
 */
final class NetworkInput {
    private static final String FEATURES = "features";
    private static final String LENGTHS = "lengths";

    private final OnnxGraph graph;
    private final Shape shape;
    private final PipelineDescription pipeline;
    private final boolean ids;

    NetworkInput(OnnxGraph graph, Model model, PipelineDescription pipeline) {
        this.graph = graph;
        this.shape = model.input();
        this.pipeline = pipeline;
        this.ids = !pipeline.log1p()
                && isNone(pipeline.features())
                && takesIds(model.layers().get(0));
    }

    /** Adds the input and what the pipeline does to it, and gives what the network sees. */
    Value features() {
        Value raw = graph.input(FEATURES, shape, ids ? ElementType.INT64 : ElementType.FLOAT, description());
        Value seen = raw;
        if (pipeline.log1p()) {
            String more = operator("Add", seen.name(), graph.scalar(1));
            seen = new Value(graph.operator("input.", "Log", List.of(more), 1).get(0), shape);
        }
        Scaling scaling = pipeline.features();
        if (!isNone(scaling)) {
            String scaled = operator("Mul", seen.name(), numbers("factor", scaling.factor()));
            seen = new Value(scaled, shape);
            if (!scaling.keepsZeros()) {
                seen = new Value(operator("Add", scaled, numbers("shift", scaling.shift())), shape);
            }
        }
        return seen;
    }

    /** Adds the lengths, INT64 [batch], where rows have such. */
    Optional<String> lengths() {
        return hasLengths()
                ? Optional.of(
                        graph.input(LENGTHS, Shape.of(), ElementType.INT64, "How many steps of each row are no padding")
                                .name())
                : Optional.empty();
    }

    /** What the inputs are, for people. */
    String description() {
        StringBuilder text = new StringBuilder(
                "features [batch, " + shape.toString().substring(1) + (ids ? ", INT64 ids" : ", FLOAT"));
        text.append(
                pipeline.transformed()
                        ? ": what the model's Spark ML transformers, which are not in this file, put out"
                        : ": the numbers of the feature columns, one behind the other");
        text.append(
                pipeline.log1p() || !isNone(pipeline.features())
                        ? "; they are scaled as in training within this file"
                        : "; nothing is done to them before the first layer");
        if (hasLengths()) {
            text.append(". lengths [batch], INT64: how many steps of each row are no padding");
        }
        return text.toString();
    }

    private boolean hasLengths() {
        return pipeline.storage() == FeatureStorage.TOKENS;
    }

    private String operator(String type, String x, String other) {
        return graph.operator("input.", type, List.of(x, other), 1).get(0);
    }

    /** One number for all columns, or one for each in the shape of a row. */
    private String numbers(String name, float[] numbers) {
        return numbers.length == 1
                ? graph.scalar(numbers[0])
                : graph.floats("input." + name, numbers, 0, shape.dimensions());
    }

    private static boolean isNone(Scaling scaling) {
        return scaling.uniform() && scaling.factor()[0] == 1 && scaling.keepsZeros();
    }

    private static boolean takesIds(Layer layer) {
        return layer instanceof Embedding
                || layer instanceof TiedEmbedding
                || (layer instanceof Chain chain && takesIds(chain.layers().get(0)));
    }
}
