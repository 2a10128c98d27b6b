package io.kindling.kernels.recurrent;

import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.util.Arrays;

/**
 * A batch of sequences seen by its steps, and the products with a recurrent layer's weights. What belongs to all steps lies
 * as the sequences do, [rows, time, width]: what belongs to one step is a matrix with a stride.
 *
 * @param x the sequences [rows, time, in]
 * @param units width of the state
 * @param width gates · units
 * @param parameters weight_ih [width, in], weight_hh [width, units], bias_ih [width], bias_hh [width]
 */
record Steps(Pass pass, Matrix x, int units, int width, Slice parameters) {
    int time() {
        return x.shape().dimension(0);
    }

    /** How many steps of a row are no padding. */
    int length(int row) {
        return pass.length(row, time());
    }

    /** Steps up to which some row is no padding. */
    int longest() {
        int longest = 0;
        for (int row = 0; row < x.rows(); row++) {
            longest = Math.max(longest, length(row));
        }
        return longest;
    }

    /** Undefined numbers, so many for each step of each row. */
    Matrix matrix(int columns) {
        return pass.scratch().matrix(x.rows(), Shape.of(time(), columns));
    }

    /** Zeros, so many for each row. */
    Matrix zeros(Shape shape) {
        Matrix matrix = pass.scratch().matrix(x.rows(), shape);
        Arrays.fill(matrix.array(), matrix.offset(), matrix.offset() + matrix.size(), 0);
        return matrix;
    }

    /** Where a step of a row starts. */
    static int at(Matrix matrix, int row, int step) {
        return matrix.rowOffset(row) + step * matrix.shape().last();
    }

    /** <em>Overwrites</em> a step of a row with zeros. */
    static void clear(Matrix matrix, int row, int step) {
        int at = at(matrix, row, step);
        Arrays.fill(matrix.array(), at, at + matrix.shape().last(), 0);
    }

    /** Where bias_ih starts. */
    int inputBias() {
        return parameters.offset() + width * (in() + units);
    }

    /** Where bias_hh starts. */
    int hiddenBias() {
        return inputBias() + width;
    }

    /** {@code gates = x · weight_ihᵀ} for all steps: <em>overwrites</em> gates [rows, time, width]. */
    void multiplyInput(Matrix gates) {
        float[] w = parameters.array();
        int m = x.rows() * time();
        pass.kernels()
                .blas()
                .gemm(
                        false,
                        true,
                        m,
                        width,
                        in(),
                        1,
                        x.array(),
                        x.offset(),
                        in(),
                        w,
                        parameters.offset(),
                        in(),
                        0,
                        gates.array(),
                        gates.offset(),
                        width);
    }

    /**
     * {@code gates = h · weight_hhᵀ + beta · gates} for one step: <em>overwrites</em> gates with beta 0, <em>adds to</em>
     * them with 1.
     *
     * @param states [rows, time, units], at each step the state before it
     */
    void multiplyState(int step, Matrix states, float beta, Matrix gates) {
        float[] w = parameters.array();
        pass.kernels()
                .blas()
                .gemm(
                        false,
                        true,
                        x.rows(),
                        width,
                        units,
                        1,
                        states.array(),
                        at(states, 0, step),
                        time() * units,
                        w,
                        hiddenWeight(parameters),
                        units,
                        beta,
                        gates.array(),
                        at(gates, 0, step),
                        time() * width);
    }

    /**
     * {@code dh = dGates · weight_hh + beta · dh} for one step: <em>overwrites</em> dh [rows, units] with beta 0,
     * <em>adds to</em> it with 1.
     */
    void multiplyGradient(int step, Matrix dGates, float beta, Matrix dh) {
        float[] w = parameters.array();
        pass.kernels()
                .blas()
                .gemm(
                        false,
                        false,
                        x.rows(),
                        units,
                        width,
                        1,
                        dGates.array(),
                        at(dGates, 0, step),
                        time() * width,
                        w,
                        hiddenWeight(parameters),
                        units,
                        beta,
                        dh.array(),
                        dh.offset(),
                        units);
    }

    /**
     * <em>Adds to</em> the gradients of all parameters, and <em>overwrites</em> dx where it is wanted.
     *
     * @param dInput gradient by {@code x · weight_ihᵀ + bias_ih} [rows, time, width]
     * @param dHidden gradient by {@code h · weight_hhᵀ + bias_hh} [rows, time, width]
     * @param states [rows, time, units], at each step the state before it
     */
    void addGradients(Matrix dInput, Matrix dHidden, Matrix states, Slice dParameters, Matrix dx) {
        float[] d = dParameters.array();
        int k = x.rows() * time();
        Blas blas = pass.kernels().blas();
        blas.gemm(
                true,
                false,
                width,
                in(),
                k,
                1,
                dInput.array(),
                dInput.offset(),
                width,
                x.array(),
                x.offset(),
                in(),
                1,
                d,
                dParameters.offset(),
                in());
        blas.gemm(
                true,
                false,
                width,
                units,
                k,
                1,
                dHidden.array(),
                dHidden.offset(),
                width,
                states.array(),
                states.offset(),
                units,
                1,
                d,
                hiddenWeight(dParameters),
                units);
        int dBias = hiddenWeight(dParameters) + width * units;
        for (int i = 0; i < k; i++) {
            pass.kernels().elementwise().add(dInput.array(), dInput.offset() + i * width, d, dBias, width);
            pass.kernels().elementwise().add(dHidden.array(), dHidden.offset() + i * width, d, dBias + width, width);
        }
        if (dx != null) {
            blas.gemm(
                    false,
                    false,
                    k,
                    in(),
                    width,
                    1,
                    dInput.array(),
                    dInput.offset(),
                    width,
                    parameters.array(),
                    parameters.offset(),
                    in(),
                    0,
                    dx.array(),
                    dx.offset(),
                    in());
        }
    }

    private int in() {
        return x.shape().last();
    }

    private int hiddenWeight(Slice slice) {
        return slice.offset() + width * in();
    }
}
