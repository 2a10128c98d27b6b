package io.kindling.kernels.parameter;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Slice;

/**
 * Rows (or columns, whichever are fewer) that are orthogonal and of length {@code gain}: Gram-Schmidt on normal draws, in
 * double precision (Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning, 2014). The weight
 * is seen as [first axis, all others].
 *
 * @param gain length of the vectors
 */
@Help("Rows or columns at right angles to each other; PyTorch's orthogonal_")
public record Orthogonal(
        @Default("1") @Range("(0, inf)") @Help("Length of the vectors")
        double gain) implements Initializer {
    @Override
    public void fill(Parameter parameter, long key, Slice target) {
        int rows = parameter.shape().rank() == 0 ? 1 : parameter.shape().dimension(0);
        int columns = parameter.shape().size() / rows;
        boolean tall = rows > columns;
        double[][] basis = orthonormal(Math.min(rows, columns), Math.max(rows, columns), key);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                target.array()[target.offset() + i * columns + j] = (float) (gain * (tall ? basis[j][i] : basis[i][j]));
            }
        }
    }

    /** [count][length] with {@code count <= length}: each vector loses its part along the earlier ones, twice. */
    private static double[][] orthonormal(int count, int length, long key) {
        double[][] basis = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                basis[i][j] = Draws.normal(key, (long) i * length + j);
            }
            for (int twice = 0; twice < 2; twice++) {
                for (int earlier = 0; earlier < i; earlier++) {
                    addScaled(basis[i], -dot(basis[i], basis[earlier]), basis[earlier]);
                }
            }
            double inverse = 1 / Math.sqrt(dot(basis[i], basis[i]));
            for (int j = 0; j < length; j++) {
                basis[i][j] *= inverse;
            }
        }
        return basis;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addScaled(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }
}
