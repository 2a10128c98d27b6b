package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.sequence.GlobalAvgPool1d;
import io.kindling.kernels.sequence.GlobalMaxPool1d;
import java.util.List;
import java.util.Optional;

/** Poolings over all steps of a row but its padding. */
final class SequenceExports {
    private static final Attribute STEPS = Attribute.list("axes", 1);
    private static final Attribute WITHOUT_AXIS = Attribute.of("keepdims", 0);

    private SequenceExports() {}

    static Value mean(GlobalAvgPool1d layer, Value x, LayerScope scope) {
        Optional<String> steps = scope.steps(x.shape().dimension(0));
        String y = steps.isPresent()
                ? maskedMean(x, steps.get(), scope)
                : scope.operator("ReduceMean", List.of(x.name()), STEPS, WITHOUT_AXIS);
        return new Value(y, layer.outputShape(x.shape()));
    }

    static Value max(GlobalMaxPool1d layer, Value x, LayerScope scope) {
        Value seen = scope.padded(x, Double.NEGATIVE_INFINITY);
        String largest = scope.operator("ReduceMax", List.of(seen.name()), STEPS, WITHOUT_AXIS);
        String y = scope.steps(x.shape().dimension(0))
                .map(steps -> scope.operator("Greater", List.of(byRow(steps, scope), scope.whole(0))))
                .map(some -> scope.operator("Where", List.of(some, largest, scope.constant(0))))
                .orElse(largest);
        return new Value(y, layer.outputShape(x.shape()));
    }

    private static String maskedMean(Value x, String steps, LayerScope scope) {
        Value seen = scope.padded(x, 0);
        String sum = scope.operator("ReduceSum", List.of(seen.name(), scope.whole(1)), WITHOUT_AXIS);
        String count = scope.operator("Max", List.of(byRow(steps, scope), scope.whole(1)));
        String divisor = scope.operator("Cast", List.of(count), Attribute.of("to", ElementType.FLOAT.code()));
        return scope.operator("Div", List.of(sum, divisor));
    }

    /** [batch] as [batch, 1]. */
    private static String byRow(String steps, LayerScope scope) {
        return scope.operator("Unsqueeze", List.of(steps, scope.whole(1)));
    }
}
