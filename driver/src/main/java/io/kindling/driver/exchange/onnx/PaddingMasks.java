package io.kindling.driver.exchange.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Which steps of a row are no padding, where rows come with lengths. A layer sees its own number of steps, of which a row
 * has as many as its length says, or all.
 */
final class PaddingMasks {
    private final OnnxGraph graph;
    private final Optional<String> lengths;
    private final Map<Integer, String> steps = new HashMap<>();
    private final Map<Integer, String> masks = new HashMap<>();

    /** @param lengths the name of the lengths, INT64 [batch]; empty where all rows are full */
    PaddingMasks(OnnxGraph graph, Optional<String> lengths) {
        this.graph = graph;
        this.lengths = lengths;
    }

    /** How many of so many steps each row has, INT64 [batch]. */
    Optional<String> steps(int time) {
        return lengths.map(name ->
                steps.computeIfAbsent(time, t -> operator("Min", List.of(name, graph.wholeScalar(t)))));
    }

    /** Whether a step is no padding, BOOL [batch, time]. */
    Optional<String> mask(int time) {
        return steps(time)
                .map(name -> masks.computeIfAbsent(
                        time,
                        t -> operator(
                                "Less",
                                List.of(
                                        graph.longs(LongStream.range(0, t).toArray()),
                                        operator("Unsqueeze", List.of(name, graph.longs(1)))))));
    }

    private String operator(String type, List<String> inputs) {
        return graph.operator("padding.", type, inputs, 1).get(0);
    }
}
