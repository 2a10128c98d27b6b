package io.kindling.kernels.layer;

import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.tensor.Slice;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * An immutable description of a step in the network: it knows its shapes, its parameters and its mathematics, and holds
 * no numbers. Combinators ({@link Chain}, {@link Residual}) are layers too: the computation graph is made by
 * composition.
 *
 * <p>A new layer is a record that implements this interface, one line in {@link LayerRegistry} and one line in the list
 * that the contract test runs over. In a user's own jar it is the record alone, named in YAML by its class, and {@link
 * GradientCheck} is its test.
 */
public interface Layer extends Serializable {
    /**
     * The shape of an output row for an input row.
     *
     * @throws ShapeException if the layer does not take such rows; the message names both shapes
     */
    Shape outputShape(Shape input);

    /** What the layer learns from inputs of this shape, in the order in which its slice holds them; none by default. */
    default List<Parameter> parameters(Shape input) {
        return List.of();
    }

    /** How many numbers the layer learns from inputs of this shape: the length of its slice. */
    default int parameterCount(Shape input) {
        int count = 0;
        for (Parameter parameter : parameters(input)) {
            count += parameter.shape().size();
        }
        return count;
    }

    /**
     * The means and variances that the layer gathers from batches, in the order in which its forward pass asks {@link
     * Pass#nextRunning} for them; none by default.
     */
    default List<RunningMoments> runningMoments(Shape input) {
        return List.of();
    }

    /** Whether the output is the input seen in another shape, so that nothing need be copied. */
    default boolean isView() {
        return false;
    }

    /**
     * Computes the output and returns the way back.
     *
     * @param pass kernels, scratch memory and random draws of this pass
     * @param parameters the layer's slice of the model's parameters, laid out as {@link #parameters} says
     * @param x input, rows of the shape given to {@link #outputShape}; unchanged, and unchanged by others until the way
     *     back was taken
     * @param y <em>overwritten</em> with the output; unchanged by others until the way back was taken
     */
    Backward forward(Pass pass, Slice parameters, Matrix x, Matrix y);

    /**
     * The initialisers that suit weights in front of this layer. Activations and layers with weights have an opinion;
     * those that let the signal through (dropout, flatten) leave it to what follows.
     */
    default Optional<InitializerFamily> preferredInitializers() {
        return Optional.empty();
    }

    /** This layer and the next one as a single, faster one with the same parameters, where that exists. */
    default Optional<Layer> fusedWith(Layer next) {
        return Optional.empty();
    }
}
