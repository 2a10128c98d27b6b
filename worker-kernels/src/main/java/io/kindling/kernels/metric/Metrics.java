package io.kindling.kernels.metric;

import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What is measured on validation and test data beside the loss. Executors count into a tally, batch by batch; the driver
 * makes the figures from the tally in which all counts have met.
 */
public interface Metrics extends Serializable {
    /**
     * <em>Adds</em> a batch.
     *
     * @param output of the network, before softmax or sigmoid; [rows, output]
     * @param targets as the loss takes them
     * @param weights of the rows
     */
    void add(Matrix output, Matrix targets, float[] weights, Tally tally);

    /** The figures by name ({@code accuracy}, {@code rmse}, …), the most telling first; NaN where there is nothing to say. */
    Map<String, Double> figures(Tally tally);

    /** Which classes there were rows of, but no prediction; empty where no classes are told apart, or too many to count. */
    default List<Integer> neverPredicted(Tally tally) {
        return List.of();
    }

    /** The names of the figures, in their order. */
    default List<String> names() {
        return List.copyOf(figures(new Tally()).keySet());
    }

    /** The metrics that suit a loss and an output. */
    static Metrics of(Loss loss, Shape output, Unscaling unscaling) {
        return switch (loss.targetKind()) {
            case CLASS_INDEX, PROBABILITIES ->
                output.rank() == 2 ? new TokenMetrics(output.last()) : new ClassificationMetrics(output.last());
            case BINARY -> new BinaryMetrics();
            case NUMBER -> new RegressionMetrics(unscaling);
        };
    }
}
