package io.kindling.kernels.loss;

import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;

/** A loss that compares each output with a target of its own; a row's loss is the mean over its outputs. */
public interface ElementLoss extends Loss {
    /** The loss of one output. */
    double value(float output, float target);

    /** Its derivative by the output. */
    double derivative(float output, float target);

    /** One output is compared with one number; several with as many. */
    @Override
    default Shape targetShape(Shape output) {
        if (output.rank() > 1) {
            throw new ShapeException("This loss compares numbers one by one and takes outputs [n]; this network gives "
                    + output + ". Put a flatten in front of the last dense layer");
        }
        return output.size() == 1 ? Shape.of() : output;
    }

    @Override
    default void evaluate(Pass pass, Matrix output, Matrix targets, float[] weights, Matrix gradient, GradientSum sum) {
        int columns = output.columns();
        double loss = 0;
        double weight = 0;
        for (int row = 0; row < output.rows(); row++) {
            int from = output.rowOffset(row);
            int target = targets.rowOffset(row);
            double rowLoss = 0;
            for (int j = 0; j < columns; j++) {
                rowLoss += value(output.array()[from + j], targets.array()[target + j]);
            }
            loss += weights[row] * rowLoss / columns;
            weight += weights[row];
            if (gradient != null) {
                double scale = (double) weights[row] / columns;
                for (int j = 0; j < columns; j++) {
                    gradient.array()[gradient.rowOffset(row) + j] =
                            (float) (scale * derivative(output.array()[from + j], targets.array()[target + j]));
                }
            }
        }
        sum.addLoss(loss, weight);
    }

    @Override
    default void predict(Pass pass, Matrix output, Matrix prediction) {
        System.arraycopy(output.array(), output.offset(), prediction.array(), prediction.offset(), output.size());
    }
}
