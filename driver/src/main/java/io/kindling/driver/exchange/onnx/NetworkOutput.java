package io.kindling.driver.exchange.onnx;

import io.kindling.driver.spark.data.PipelineDescription;
import io.kindling.kernels.loss.BinaryCrossEntropy;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.registry.LossRegistry;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Shape;
import java.util.List;

/**
 * What the graph gives: {@code output}, the last layer's, and what {@code predict} makes of it, {@code probability} where
 * classes are learnt and {@code prediction}, in the label's own units, where numbers are. Of a loss from a user's jar
 * nobody here knows what it makes of the output: there is {@code output} alone.
 */
record NetworkOutput(LayerScope scope, Model model, PipelineDescription pipeline) {
    void addTo(OnnxGraph graph, Value output) {
        graph.output("output", output, "What the last layer gives");
        Loss loss = model.loss();
        if (loss instanceof CrossEntropy) {
            String softmax = scope.operator("Softmax", List.of(output.name()), Attribute.of("axis", -1));
            graph.output("probability", new Value(softmax, output.shape()), "Of each class, along the last axis");
        } else if (loss instanceof BinaryCrossEntropy) {
            graph.output("probability", binary(output), "Of 0 and of 1, or of 1 for each of several outputs");
        } else if (loss.targetKind() == TargetKind.NUMBER && LossRegistry.BY_NAME.containsValue(loss.getClass())) {
            graph.output("prediction", unscaled(output), "In the units of the label");
        }
    }

    private Value binary(Value output) {
        String one = scope.operator("Sigmoid", List.of(output.name()));
        if (output.shape().size() > 1) {
            return new Value(one, output.shape());
        }
        String zero = scope.operator("Sub", List.of(scope.constant(1), one));
        Shape both = output.shape().withLast(2);
        return new Value(scope.operator("Concat", List.of(zero, one), Attribute.of("axis", -1)), both);
    }

    private Value unscaled(Value output) {
        Scaling scaling = pipeline.targets();
        int[] shape = scaling.uniform()
                ? new int[0]
                : output.shape().dimensions().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
        String shifted = scope.operator("Sub", List.of(output.name(), scope.constant("shift", scaling.shift(), shape)));
        String raw = scope.operator("Div", List.of(shifted, scope.constant("factor", scaling.factor(), shape)));
        return new Value(raw, output.shape());
    }
}
