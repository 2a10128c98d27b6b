package io.kindling.driver.spark.data.row;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/**
 * A column of features.
 *
 * @param name its name after all transformers
 * @param kind what its cells hold; never text
 * @param width how many numbers a cell holds; of sequences, the most that are taken
 */
public record FeatureColumn(String name, CellKind kind, int width) implements Serializable {
    /** The same, as cells of this type are best read. */
    FeatureColumn in(DataType type) {
        return new FeatureColumn(name, kind.in(type), width);
    }

    /** The problem with a cell that holds another number of numbers. */
    Optional<CellProblem> otherWidth(int found) {
        return found == width
                ? Optional.empty()
                : Optional.of(CellProblem.wrong(
                        name,
                        "holds " + found + " numbers, where other rows hold " + width,
                        "all rows must hold as many"));
    }

    /**
     * Checks some of a cell's numbers, and takes their logarithm.
     *
     * @param numbers those {@code from} to {@code to} (exclusive) are changed: infinite ones become NaN as well
     * @param log1p whether to take log(1 + x)
     * @return a problem; where it is a missing number, all are done nevertheless
     */
    Optional<CellProblem> check(float[] numbers, int from, int to, boolean log1p) {
        Optional<CellProblem> problem = Optional.empty();
        for (int j = from; j < to; j++) {
            float x = numbers[j];
            if (!Float.isFinite(x)) {
                problem = Optional.of(CellProblem.missing(name, x));
                numbers[j] = Float.NaN;
            } else if (log1p) {
                if (x <= -1) {
                    return Optional.of(CellProblem.wrong(
                            name, "is " + x, "data.log1p takes numbers above -1, turn it off or exclude it"));
                }
                numbers[j] = (float) StrictMath.log1p(x);
            }
        }
        return problem;
    }
}
