package io.kindling.driver.optim.rule;

import io.kindling.kernels.parameter.ParameterLayout;
import java.util.List;

/** The tensors of a flat array, in its order and without gaps. */
public final class Segments {
    private final List<Segment> segments;

    /**
     * Tensors that together make up an array.
     *
     * @param length of the array
     * @throws IllegalArgumentException if they leave a gap, overlap, or end elsewhere
     */
    public Segments(List<Segment> segments, int length) {
        this.segments = List.copyOf(segments);
        int end = 0;
        for (Segment segment : this.segments) {
            if (segment.offset() != end || segment.length() < 0) {
                throw new IllegalArgumentException("Segment " + segment.name() + " has offset " + segment.offset()
                        + " and length " + segment.length() + "; wanted offset " + end
                        + ", where the one before it ends, and no negative length");
            }
            end = segment.end();
        }
        if (end != length) {
            throw new IllegalArgumentException(
                    "The segments end at " + end + ", but there are " + length + " parameters");
        }
    }

    /** The tensors of a model's parameters. */
    public static List<Segment> of(ParameterLayout layout) {
        return layout.entries().stream()
                .map(entry -> new Segment(
                        entry.name(),
                        entry.offset(),
                        entry.length(),
                        entry.parameter().decays()))
                .toList();
    }

    /** What is done with the part of a segment that lies within a range. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int segment, int from, int to);
    }

    public int size() {
        return segments.size();
    }

    public Segment get(int index) {
        return segments.get(index);
    }

    /** Visits the parts of the range from {@code from} to before {@code to}, segment by segment. */
    public void forEach(int from, int to, Visitor visitor) {
        for (int i = firstEndingAfter(from);
                i < segments.size() && segments.get(i).offset() < to;
                i++) {
            Segment segment = segments.get(i);
            visitor.visit(i, Math.max(from, segment.offset()), Math.min(to, segment.end()));
        }
    }

    private int firstEndingAfter(int position) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).end() > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
