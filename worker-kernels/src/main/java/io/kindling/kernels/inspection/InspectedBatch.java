package io.kindling.kernels.inspection;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;

/**
 * Rows and what a network makes of them. A view, valid until the pass begins anew.
 *
 * @param batch the rows, as the network sees them
 * @param output of the network, before softmax or sigmoid; [rows, output]
 * @param prediction what people want to see of it: probabilities, or the output itself; [rows, output]
 * @param loss by which the network was trained
 * @param pass that has computed the output
 */
public record InspectedBatch(Batch batch, Matrix output, Matrix prediction, Loss loss, Pass pass) {
    private static final float[] ONE = {1};

    /** Whether the label of a vector along the output's last axis is a class index, rather than a probability for each class. */
    private boolean indexed() {
        return !batch.targets().shape().equals(output.shape());
    }

    /** The true class of the output's i-th vector, from an index or from probabilities; negative where it does not count. */
    int truth(int i) {
        Matrix targets = batch.targets();
        return indexed()
                ? (int) targets.array()[targets.offset() + i]
                : largest(targets, i * output.shape().last());
    }

    /** The class that the network ranks first in the output's i-th vector; of equals the first. */
    int predicted(int i) {
        return largest(output, i * output.shape().last());
    }

    /** The probability of a class in the i-th vector. */
    float probability(int i, int label) {
        return prediction.array()[prediction.offset() + i * output.shape().last() + label];
    }

    /** The weight of the row that has the i-th vector. */
    float weight(int i) {
        return batch.weights()[i / output.shape().vectors()];
    }

    /**
     * The loss of one row, whatever the row weighs; of a sequence the mean over its steps.
     *
     * @param sum of no parameters, <em>overwritten</em>
     * @return NaN where nothing in the row counts
     */
    double loss(int row, GradientSum sum) {
        sum.clear();
        Matrix targets = batch.targets();
        loss.evaluate(
                pass,
                new Matrix(output.array(), output.rowOffset(row), 1, output.shape()),
                new Matrix(targets.array(), targets.rowOffset(row), 1, targets.shape()),
                ONE,
                null,
                sum);
        return sum.weight() == 0 ? Double.NaN : sum.meanLoss();
    }

    private int largest(Matrix values, int from) {
        int classes = output.shape().last();
        float[] array = values.array();
        int at = values.offset() + from;
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = array[at + c] > array[at + best] ? c : best;
        }
        return best;
    }
}
