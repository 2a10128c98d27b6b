package io.kindling.kernels.parameter;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Slice;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each parameter lies in the model's one flat array: one after the other, in the order of the layers. Broadcast,
 * sum, optimizer, clipping and files know the array and these names, and nothing of layers.
 */
public final class ParameterLayout implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * A parameter and its place.
     *
     * @param offset where it starts in the flat array
     */
    public record Entry(Parameter parameter, int offset) implements Serializable {
        public String name() {
            return parameter.name();
        }

        public int length() {
            return parameter.shape().size();
        }
    }

    private final List<Entry> entries;
    private final int length;

    private ParameterLayout(List<Entry> entries, int length) {
        this.entries = entries;
        this.length = length;
    }

    /** Lays the parameters out, one after the other. */
    public static ParameterLayout of(List<Parameter> parameters) {
        List<Entry> entries = new ArrayList<>();
        long offset = 0;
        for (Parameter parameter : parameters) {
            entries.add(new Entry(parameter, (int) offset));
            offset += parameter.shape().size();
            if (offset > Integer.MAX_VALUE - 16) {
                throw new IllegalArgumentException("The model has more than " + Integer.MAX_VALUE + " parameters at "
                        + parameter.name() + "; one flat array holds no more");
            }
        }
        return new ParameterLayout(List.copyOf(entries), (int) offset);
    }

    public List<Entry> entries() {
        return entries;
    }

    /** How many numbers in all. */
    public int length() {
        return length;
    }

    /** Fresh parameters: a pure function of the seed. */
    public float[] initialize(long seed) {
        float[] parameters = new float[length];
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Slice target = new Slice(parameters, entry.offset(), entry.length());
            entry.parameter().initializer().fill(entry.parameter(), Draws.key(seed, i), target);
        }
        return parameters;
    }
}
