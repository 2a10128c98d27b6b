package io.kindling.driver.exchange.onnx;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.recurrent.Gru;
import io.kindling.kernels.recurrent.Lstm;
import java.util.List;
import java.util.Optional;

/** LSTM and GRU. ONNX has other gates first than PyTorch and Kindling have, and steps in front of rows. */
final class RecurrentExports {
    /** Input, output, forget, cell; PyTorch's are input, forget, cell, output. */
    private static final int[] LSTM_GATES = {0, 3, 1, 2};
    /** Update, reset, new; PyTorch's are reset, update, new. */
    private static final int[] GRU_GATES = {1, 0, 2};

    private RecurrentExports() {}

    static Value lstm(Lstm layer, Value x, LayerScope scope) {
        return walk("LSTM", layer, layer.units(), LSTM_GATES, layer.returnSequences(), x, scope);
    }

    static Value gru(Gru layer, Value x, LayerScope scope) {
        Attribute reset = Attribute.of("linear_before_reset", 1);
        return walk("GRU", layer, layer.units(), GRU_GATES, layer.returnSequences(), x, scope, reset);
    }

    private static Value walk(
            String type,
            Layer layer,
            int units,
            int[] gates,
            boolean everyStep,
            Value x,
            LayerScope scope,
            Attribute... further) {
        int time = x.shape().dimension(0);
        int in = x.shape().last();
        int width = gates.length * units;
        // A row without a step walks one, and its state is then set to 0: not every runtime takes lengths of 0.
        Optional<String> steps = scope.steps(time)
                .map(lengths -> scope.operator("Max", List.of(lengths, scope.whole(1))))
                .map(lengths -> scope.operator("Cast", List.of(lengths), Attribute.of("to", ElementType.INT32.code())));
        List<String> inputs = List.of(
                scope.operator("Transpose", List.of(x.name()), Attribute.list("perm", 1, 0, 2)),
                scope.constant("input_weight", sorted(scope.numbers("weight_ih"), gates), 1, width, in),
                scope.constant("state_weight", sorted(scope.numbers("weight_hh"), gates), 1, width, units),
                scope.constant("bias", biases(gates, scope), 1, 2 * width),
                steps.orElse(""));
        Attribute[] attributes = new Attribute[further.length + 1];
        attributes[0] = Attribute.of("hidden_size", units);
        System.arraycopy(further, 0, attributes, 1, further.length);
        List<String> outputs = scope.operator(type, inputs, 2, attributes);
        return everyStep
                ? scope.padded(everyStep(outputs.get(0), layer, x, scope), 0)
                : last(outputs.get(1), layer, x, scope);
    }

    /** [time, 1, batch, units]. */
    private static Value everyStep(String states, Layer layer, Value x, LayerScope scope) {
        String oneWay = scope.operator("Squeeze", List.of(states, scope.whole(1)));
        String rows = scope.operator("Transpose", List.of(oneWay), Attribute.list("perm", 1, 0, 2));
        return new Value(rows, layer.outputShape(x.shape()));
    }

    /** [1, batch, units]. */
    private static Value last(String state, Layer layer, Value x, LayerScope scope) {
        String rows = scope.operator("Squeeze", List.of(state, scope.whole(0)));
        String known = scope.steps(x.shape().dimension(0))
                .map(steps -> scope.operator(
                        "Greater",
                        List.of(scope.operator("Unsqueeze", List.of(steps, scope.whole(1))), scope.whole(0))))
                .map(some -> scope.operator("Where", List.of(some, rows, scope.constant(0))))
                .orElse(rows);
        return new Value(known, layer.outputShape(x.shape()));
    }

    /** The rows of a weight, or the numbers of a bias, gate by gate in ONNX's order. */
    private static float[] sorted(float[] byGate, int[] gates) {
        int length = byGate.length / gates.length;
        float[] sorted = new float[byGate.length];
        for (int i = 0; i < gates.length; i++) {
            System.arraycopy(byGate, gates[i] * length, sorted, i * length, length);
        }
        return sorted;
    }

    /** Both biases, one behind the other. */
    private static float[] biases(int[] gates, LayerScope scope) {
        float[] ofInput = sorted(scope.numbers("bias_ih"), gates);
        float[] ofState = sorted(scope.numbers("bias_hh"), gates);
        float[] both = new float[2 * ofInput.length];
        System.arraycopy(ofInput, 0, both, 0, ofInput.length);
        System.arraycopy(ofState, 0, both, ofInput.length, ofState.length);
        return both;
    }
}
