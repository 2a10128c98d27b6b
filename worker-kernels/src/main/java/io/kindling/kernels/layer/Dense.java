package io.kindling.kernels.layer;

import io.kindling.kernels.blas.Blas;
import io.kindling.kernels.parameter.Auto;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Zeros;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.tensor.SparseMatrix;
import io.kindling.kernels.vector.Elementwise;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = x · Wᵀ + b} along the last axis, PyTorch's {@code Linear}. Parameters: {@code weight} [units, in],
 * {@code bias} [units].
 *
 * @param units width of the output
 * @param bias whether there is a bias
 * @param initializer of the weight; {@link Auto} for what suits the activation that follows
 */
@Help("x · Wᵀ + b along the last axis; PyTorch's Linear")
public record Dense(
        @Range("[1, inf)") @Help("Width of the output: how many neurons the layer has")
        int units,

        @Default("true") @Help("Whether a bias is added") boolean bias,

        @Default("auto") @Help("How the weight starts; auto: by what suits the activation that follows")
        Initializer initializer)
        implements SparseLayer {
    /** With a bias, and the initialiser that suits the activation that follows. */
    public Dense(int units) {
        this(units, true, new Auto());
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0) {
            throw new ShapeException(
                    "dense takes rows with at least one axis; this input is " + input + ". Give model.input as [n]");
        }
        return input.withLast(units);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int in = input.last();
        Parameter weight = new Parameter("weight", Shape.of(units, in), in, units, initializer, true);
        return bias
                ? List.of(weight, new Parameter("bias", Shape.of(units), in, units, new Zeros(), false))
                : List.of(weight);
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        multiply(pass, parameters, x, y);
        if (bias) {
            addBias(pass, parameters, y);
        }
        return (dy, dParameters, dx) -> {
            if (bias) {
                addBiasGradient(pass, dy, dParameters);
            }
            backward(pass.kernels().blas(), parameters, x, dy, dParameters, dx);
        };
    }

    @Override
    public Backward forward(Pass pass, Slice parameters, SparseMatrix x, Matrix y) {
        SparseProduct product = new SparseProduct(pass, x, units);
        product.multiply(parameters, y);
        if (bias) {
            addBias(pass, parameters, y);
        }
        return (dy, dParameters, dx) -> {
            if (bias) {
                addBiasGradient(pass, dy, dParameters);
            }
            product.addGradient(dy, dParameters);
        };
    }

    @Override
    public Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(InitializerFamily.XAVIER);
    }

    @Override
    public Optional<Layer> fusedWith(Layer next) {
        return DenseActivation.of(this, next);
    }

    /** Where the bias starts in a slice of this layer. */
    int biasOffset(Slice slice) {
        return slice.offset() + slice.length() - units;
    }

    private void addBias(Pass pass, Slice parameters, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        for (int at = y.offset(); at < y.offset() + y.size(); at += units) {
            loops.add(parameters.array(), biasOffset(parameters), y.array(), at, units);
        }
    }

    private void addBiasGradient(Pass pass, Matrix dy, Slice dParameters) {
        Elementwise loops = pass.kernels().elementwise();
        for (int at = dy.offset(); at < dy.offset() + dy.size(); at += units) {
            loops.add(dy.array(), at, dParameters.array(), biasOffset(dParameters), units);
        }
    }

    /** <em>Overwrites</em> y with x · Wᵀ. */
    void multiply(Pass pass, Slice parameters, Matrix x, Matrix y) {
        int in = x.shape().last();
        int vectors = x.rows() * x.shape().vectors();
        pass.kernels()
                .blas()
                .gemm(
                        false,
                        true,
                        vectors,
                        units,
                        in,
                        1,
                        x.array(),
                        x.offset(),
                        in,
                        parameters.array(),
                        parameters.offset(),
                        in,
                        0,
                        y.array(),
                        y.offset(),
                        units);
    }

    /** <em>Adds</em> dyᵀ · x to the weight's gradient, and <em>overwrites</em> dx with dy · W where it is wanted. */
    void backward(Blas blas, Slice parameters, Matrix x, Matrix dy, Slice dParameters, Matrix dx) {
        int in = x.shape().last();
        int vectors = x.rows() * x.shape().vectors();
        blas.gemm(
                true,
                false,
                units,
                in,
                vectors,
                1,
                dy.array(),
                dy.offset(),
                units,
                x.array(),
                x.offset(),
                in,
                1,
                dParameters.array(),
                dParameters.offset(),
                in);
        if (dx != null) {
            blas.gemm(
                    false,
                    false,
                    vectors,
                    in,
                    units,
                    1,
                    dy.array(),
                    dy.offset(),
                    units,
                    parameters.array(),
                    parameters.offset(),
                    in,
                    0,
                    dx.array(),
                    dx.offset(),
                    in);
        }
    }
}
