package io.kindling.kernels.recurrent;

import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.parameter.InitializerFamily;
import io.kindling.kernels.parameter.Parameter;
import io.kindling.kernels.parameter.Uniform;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Shapes and parameters of a layer with gates that walks along a sequence. Parameters, as in PyTorch: {@code weight_ih}
 * [gates · units, features], {@code weight_hh} [gates · units, units], {@code bias_ih} and {@code bias_hh} [gates · units],
 * the gates one behind the other; all start uniform in {@code ±1 / sqrt(units)}, the weights decay.
 */
interface Recurrent extends Layer {
    /** The name in YAML. */
    String name();

    /** Width of the state. */
    int units();

    /** Whether the output has every step's state, not the last one's alone. */
    boolean returnSequences();

    /** How many gates share the rows of the weights. */
    int gates();

    /** [time, features] to [units], or to [time, units]. */
    @Override
    default Shape outputShape(Shape input) {
        if (input.rank() != 2) {
            throw new ShapeException(name() + " takes sequences [time, features]; this input is " + input
                    + ". Give model.input as [time, features], or put an embedding or a reshape in front");
        }
        return returnSequences() ? input.withLast(units()) : Shape.of(units());
    }

    @Override
    default List<Parameter> parameters(Shape input) {
        int in = input.last();
        int width = gates() * units();
        Initializer start = new Uniform(1 / Math.sqrt(units()));
        return List.of(
                new Parameter("weight_ih", Shape.of(width, in), in, width, start, true),
                new Parameter("weight_hh", Shape.of(width, units()), units(), width, start, true),
                new Parameter("bias_ih", Shape.of(width), in, width, start, false),
                new Parameter("bias_hh", Shape.of(width), units(), width, start, false));
    }

    @Override
    default Optional<InitializerFamily> preferredInitializers() {
        return Optional.of(InitializerFamily.XAVIER);
    }
}
