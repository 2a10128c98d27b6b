package io.kindling.driver.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the passes over the rows have gathered; what the rules judge.
 *
 * @param columns names of the features, in order
 * @param label the column to learn; empty where there is none
 * @param classes whether the label is a class, and {@link Part#label} the figures of words
 * @param treatment what the run does with the features
 * @param parts the training part first
 * @param repeats rows that are there more than once
 * @param nearRepeats rows that are nearly there more than once
 * @param lags how well the features tell the label of their own row and of its neighbours
 * @param powers how well each feature alone tells the label
 * @param doubts labels that do not fit their rows
 */
public record Figures(
        List<String> columns,
        Optional<String> label,
        boolean classes,
        Treatment treatment,
        List<Part> parts,
        Optional<Repeats> repeats,
        Optional<NearRepeats> nearRepeats,
        Optional<Lags> lags,
        List<Power> powers,
        Optional<Doubts> doubts) {
    public Figures {
        columns = List.copyOf(columns);
        parts = List.copyOf(parts);
        powers = List.copyOf(powers);
    }

    /** The part to learn from. */
    public Part training() {
        return parts.get(0);
    }

    /** The parts to measure by. */
    public List<Part> others() {
        return parts.subList(1, parts.size());
    }

    /** Of all parts together. */
    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    /** The columns of numbers, in order. */
    public Map<String, NumberFigures> numbers(Part part) {
        return ofKind(part, NumberFigures.class);
    }

    /** The columns of words, in order. */
    public Map<String, WordFigures> words(Part part) {
        return ofKind(part, WordFigures.class);
    }

    /** The columns with several numbers a cell, in order. */
    public Map<String, SeriesFigures> series(Part part) {
        return ofKind(part, SeriesFigures.class);
    }

    private <T extends ColumnFigures> Map<String, T> ofKind(Part part, Class<T> kind) {
        Map<String, T> found = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (kind.isInstance(part.features().get(i))) {
                found.put(columns.get(i), kind.cast(part.features().get(i)));
            }
        }
        return found;
    }
}
