package io.kindling.kernels.parameter;

import io.kindling.kernels.random.Draws;
import io.kindling.kernels.tensor.Slice;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where each number that the model learns lies in its one flat array: the parameters first, one after the other in the
 * order of the layers, then what is learned but not trained, the running statistics of batch normalisation. Gradients and
 * optimizers know the parameters, broadcast and files the whole array; neither knows layers.
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

    private final List<Entry> trained;
    private final List<Entry> running;
    private final int parameters;
    private final int length;

    private ParameterLayout(List<Entry> trained, List<Entry> running, int parameters, int length) {
        this.trained = trained;
        this.running = running;
        this.parameters = parameters;
        this.length = length;
    }

    /**
     * Lays numbers out, one after the other.
     *
     * @param trained the parameters
     * @param running statistics, behind them
     */
    public static ParameterLayout of(List<Parameter> trained, List<Parameter> running) {
        List<Entry> entries = new ArrayList<>();
        long offset = 0;
        for (Parameter parameter :
                Stream.concat(trained.stream(), running.stream()).toList()) {
            entries.add(new Entry(parameter, (int) offset));
            offset += parameter.shape().size();
            if (offset > Integer.MAX_VALUE - 16) {
                throw new IllegalArgumentException("The model has more than " + Integer.MAX_VALUE + " parameters at "
                        + parameter.name() + "; one flat array holds no more");
            }
        }
        int count =
                trained.stream().mapToInt(parameter -> parameter.shape().size()).sum();
        List<Entry> first = List.copyOf(entries.subList(0, trained.size()));
        List<Entry> last = List.copyOf(entries.subList(trained.size(), entries.size()));
        return new ParameterLayout(first, last, count, (int) offset);
    }

    /** The parameters. */
    public List<Entry> entries() {
        return trained;
    }

    /** All that the array holds: the parameters, then running statistics. */
    public List<Entry> all() {
        return Stream.concat(trained.stream(), running.stream()).toList();
    }

    /** How many numbers are trained: those in front. A gradient is as long. */
    public int parameters() {
        return parameters;
    }

    /** How many numbers the array holds. */
    public int length() {
        return length;
    }

    /** A fresh array: a pure function of the seed. */
    public float[] initialize(long seed) {
        float[] numbers = new float[length];
        List<Entry> all = all();
        for (int i = 0; i < all.size(); i++) {
            Entry entry = all.get(i);
            Slice target = new Slice(numbers, entry.offset(), entry.length());
            entry.parameter().initializer().fill(entry.parameter(), Draws.key(seed, i), target);
        }
        return numbers;
    }

    /**
     * The numbers of this layout out of another one's array, by name.
     *
     * @param from has all of this layout's names, with the same shapes
     * @param numbers laid out as {@code from} says
     * @return an array of this layout
     */
    public float[] taken(ParameterLayout from, float[] numbers) {
        Map<String, Entry> byName = from.all().stream().collect(Collectors.toMap(Entry::name, Function.identity()));
        float[] taken = new float[length];
        for (Entry entry : all()) {
            System.arraycopy(numbers, byName.get(entry.name()).offset(), taken, entry.offset(), entry.length());
        }
        return taken;
    }
}
