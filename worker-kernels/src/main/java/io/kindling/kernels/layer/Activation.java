package io.kindling.kernels.layer;

import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.Optional;

/**
 * A layer that applies one function to every number: {@code y = f(x)}, {@code dx = dy · f'(x)}. Takes rows of any shape
 * and keeps it; has no parameters. Layers in front may run it on their own output, in place, by the methods on windows;
 * see {@link Elementwise} for what a window is.
 */
public interface Activation extends Layer {
    /** What an output comes near to, but does not pass. */
    record Limits(double lowest, double highest) {}

    /** Whether {@link #gradient} takes the output y (and x need not be kept) or the input x. */
    boolean gradientFromOutput();

    /** Computes {@code y = f(x)}: <em>overwrites</em> y, which may be x. */
    void activate(Elementwise loops, float[] x, int xOffset, float[] y, int yOffset, int length);

    /**
     * Computes {@code dx = dy · f'(x)}: <em>overwrites</em> dx, which may be dy.
     *
     * @param known y if {@link #gradientFromOutput}, x otherwise
     */
    void gradient(
            Elementwise loops,
            float[] known,
            int knownOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length);

    /** Computes {@code y = f(x + bias)} for one row: <em>overwrites</em> y, which may be x. */
    default void biasActivate(
            Elementwise loops,
            float[] x,
            int xOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int length) {
        loops.addBias(x, xOffset, bias, biasOffset, y, yOffset, length);
        activate(loops, y, yOffset, y, yOffset, length);
    }

    /** The two numbers between which its output lies, where it has such and is flat near both; by default none. */
    default Optional<Limits> limits() {
        return Optional.empty();
    }

    /** Whether its output and slope are 0 for all inputs below 0, so that what is in front of it can stop learning. */
    default boolean canDie() {
        return false;
    }

    /** The initialisers that suit weights in front of it. */
    InitializerFamily suits();

    @Override
    default Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(suits());
    }

    @Override
    default Shape outputShape(Shape input) {
        return input;
    }

    @Override
    default Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y) {
        Elementwise loops = pass.kernels().elementwise();
        activate(loops, x.array(), x.offset(), y.array(), y.offset(), x.size());
        Matrix known = gradientFromOutput() ? y : x;
        return (dy, dParameters, dx) -> {
            if (dx != null) {
                gradient(
                        loops,
                        known.array(),
                        known.offset(),
                        dy.array(),
                        dy.offset(),
                        dx.array(),
                        dx.offset(),
                        dx.size());
            }
        };
    }
}
