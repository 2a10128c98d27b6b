package io.kindling.kernels.loss;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import java.io.Serializable;

/**
 * What training makes small. A loss sums over rows and their weights; the mean is taken once, when the sums of all shards
 * have met.
 *
 * <p>A new loss is a record that implements this interface, one line in {@code LossRegistry} and one line in the list
 * that the contract test runs over.
 */
public interface Loss extends Serializable {
    /** What the output is compared with. */
    TargetKind targetKind();

    /**
     * The shape of a row of targets for an output.
     *
     * @throws io.kindling.kernels.layer.ShapeException if the loss does not fit such an output
     */
    Shape targetShape(Shape output);

    /**
     * Computes the loss of each row, and the way back.
     *
     * @param pass kernels and scratch memory
     * @param output of the network, [rows, output shape]
     * @param targets [rows, target shape]
     * @param weights of the rows; the first {@code output.rows()} count
     * @param gradient <em>overwritten</em> with the gradient, by the output, of the <em>sum</em> of weighted losses; null
     *     where only the loss is wanted
     * @param sum the weighted losses and their weights are <em>added to</em> it
     */
    void evaluate(Pass pass, Matrix output, Matrix targets, float[] weights, Matrix gradient, GradientSum sum);

    /**
     * What a user wants to see of an output: probabilities for classification, the output itself for regression.
     *
     * @param prediction <em>overwritten</em>; of the output's shape; may be the output itself
     */
    void predict(Pass pass, Matrix output, Matrix prediction);
}
