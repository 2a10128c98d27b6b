package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Matrix;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.spark.ml.linalg.Vector;
import scala.collection.Seq;

/**
 * Sends rows through a network one at a time, as {@code predict(vector)} and SQL functions do; {@code transform}, which takes many
 * at once, is faster. A missing feature is an error, whatever handleInvalid says of many rows. Thread-safe: one row at a time.
 */
final class SingleRows implements Serializable {
    private static final long serialVersionUID = 1;

    private final Model model;
    private final float[] parameters;
    private final Scaling scaling;
    private transient Pass pass;
    private transient Matrix features;

    SingleRows(Model model, float[] parameters, Scaling scaling) {
        this.model = model;
        this.parameters = parameters;
        this.scaling = scaling;
    }

    float[] parameters() {
        return parameters;
    }

    /**
     * The network's own output.
     *
     * @param row a vector, or a sequence or array of numbers
     * @param read takes what it needs of the output, one row, at once
     */
    synchronized <T> T raw(Object row, Function<Matrix, T> read) {
        return read.apply(forward(row));
    }

    /** As the other, with probabilities for classes. */
    synchronized <T> T predicted(Object row, Function<Matrix, T> read) {
        Matrix output = forward(row);
        model.loss().predict(pass, output, output);
        return read.apply(output);
    }

    private Matrix forward(Object row) {
        if (pass == null) {
            pass = new Pass(Kernels.best());
            features = Matrix.zeros(1, model.input());
        }
        fill(row, features.array());
        pass.begin(false, 0, new long[1]).forwardOnly();
        return model.forward(pass, parameters, features);
    }

    private void fill(Object row, float[] into) {
        double[] numbers = numbers(row);
        if (numbers.length != into.length) {
            throw new UserException(
                    "A row has " + numbers.length + " features, but the model takes " + into.length + ".");
        }
        for (int j = 0; j < into.length; j++) {
            into[j] = (float) numbers[j];
            if (!Float.isFinite(into[j])) {
                throw missing(j, numbers[j]);
            }
        }
        scaling.apply(into, 0, into.length);
    }

    private static double[] numbers(Object row) {
        if (row instanceof Vector vector) {
            return vector.toArray();
        }
        if (row instanceof Seq<?> sequence) {
            double[] numbers = new double[sequence.length()];
            for (int i = 0; i < numbers.length; i++) {
                if (!(sequence.apply(i) instanceof Number number)) {
                    throw missing(i, sequence.apply(i));
                }
                numbers[i] = number.doubleValue();
            }
            return numbers;
        }
        throw new UserException(
                "Features are " + (row == null ? "null" : row.getClass().getSimpleName())
                        + ", wanted is a vector or an array of numbers.");
    }

    private static UserException missing(int place, Object found) {
        return new UserException("Feature " + place + " of a row is " + found
                + ", wanted is a number. Fill such rows in, leave" + " them out, or use transform with handleInvalid.");
    }
}
