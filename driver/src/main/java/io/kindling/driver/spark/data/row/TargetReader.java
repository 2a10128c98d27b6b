package io.kindling.driver.spark.data.row;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Reads the label cell of a row. Immutable. */
public final class TargetReader implements Serializable {
    private static final long serialVersionUID = 1;

    private final String column;
    private final CellKind kind;
    private final TargetSpec spec;
    private final ArrayList<String> classes;
    private final boolean indexed;
    private final HashMap<Object, Integer> indices = new HashMap<>();

    /**
     * A reader.
     *
     * @param column its name
     * @param kind what its cells hold; bytes only where each is a class
     * @param spec what the loss takes
     * @param classes names in the order of their indices; empty if there are none
     * @param indexed whether numeric labels are the indices themselves, as {@code StringIndexer}'s are, whatever the classes are
     *     called; otherwise they are looked up among names that are all numbers, such as 3, 5, 8
     */
    public TargetReader(String column, CellKind kind, TargetSpec spec, List<String> classes, boolean indexed) {
        this.column = column;
        this.kind = kind;
        this.spec = spec;
        this.classes = new ArrayList<>(classes);
        this.indexed = indexed;
        boolean byValue =
                kind == CellKind.NUMBER && !indexed && classes.stream().allMatch(TargetReader::isNumber);
        for (int index = 0; index < classes.size(); index++) {
            String name = classes.get(index);
            if (byValue) {
                indices.put(Double.valueOf(name), index);
            } else if (kind == CellKind.TEXT) {
                indices.put(name, index);
            }
        }
    }

    public String column() {
        return column;
    }

    public CellKind kind() {
        return kind;
    }

    public TargetSpec spec() {
        return spec;
    }

    /** The classes' names in the order of their indices; empty if they have none. */
    public List<String> classes() {
        return List.copyOf(classes);
    }

    /** Whether numeric labels are the classes' indices even where the names are numbers. */
    public boolean indexed() {
        return indexed;
    }

    /** The same, of classes with these names, whose indices the labels are. */
    public TargetReader naming(List<String> names) {
        return new TargetReader(column, kind, spec, names, true);
    }

    /**
     * Reads a cell.
     *
     * @param into {@code spec.width()} numbers are <em>overwritten</em>
     */
    public Optional<CellProblem> read(SpecializedGetters row, int field, float[] into) {
        if (row.isNullAt(field)) {
            return Optional.of(CellProblem.missing(column, "is null"));
        }
        return switch (kind) {
            case TEXT -> lookUp(row.getUTF8String(field).toString(), into);
            case NUMBER -> number(row.getDouble(field), into);
            default -> numbers(row, field, into);
        };
    }

    private Optional<CellProblem> number(double value, float[] into) {
        if (!Double.isFinite(value)) {
            return Optional.of(CellProblem.missing(column, value));
        }
        if (!indices.isEmpty()) {
            return lookUp(value, into);
        }
        into[0] = (float) value;
        return check(value);
    }

    private Optional<CellProblem> numbers(SpecializedGetters row, int field, float[] into) {
        int width = Numbers.width(row, field, kind);
        if (width != spec.width()) {
            return Optional.of(CellProblem.wrong(
                    column,
                    "holds " + width + " numbers, but the model gives " + spec.width()
                            + (spec.classForEachToken() ? " vectors, each to be told its class" : ""),
                    "give the model as many outputs"));
        }
        Numbers.copy(row, field, kind, into, 0);
        for (int j = 0; j < width; j++) {
            if (!Float.isFinite(into[j])) {
                return Optional.of(CellProblem.missing(column, into[j]));
            }
            Optional<CellProblem> problem = spec.classForEachToken() ? checkToken(into[j], j) : check(into[j]);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<CellProblem> checkToken(double value, int place) {
        if (value == TargetSpec.NOT_COUNTED || isClass(value)) {
            return Optional.empty();
        }
        return Optional.of(CellProblem.wrong(
                column,
                "holds " + shown(value) + " in place " + (place + 1) + ", but a class is a whole number from 0 to "
                        + (spec.classes() - 1) + ", or " + TargetSpec.NOT_COUNTED + " where none counts",
                "give the model as many outputs as there are classes"));
    }

    private boolean isClass(double value) {
        return value >= 0 && value < spec.classes() && value == Math.rint(value);
    }

    private Optional<CellProblem> check(double value) {
        return switch (spec.kind()) {
            case CLASS_INDEX ->
                isClass(value)
                        ? Optional.empty()
                        : Optional.of(CellProblem.wrong(
                                column,
                                "is " + shown(value) + ", but a class is a whole number from 0 to "
                                        + (spec.classes() - 1),
                                "list the values in data.label.classes, or give the model as many outputs as there are"
                                        + " classes"));
            case BINARY, PROBABILITIES ->
                value >= 0 && value <= 1
                        ? Optional.empty()
                        : Optional.of(CellProblem.wrong(
                                column,
                                "is " + shown(value) + ", but the loss takes labels from 0 to 1",
                                "list two values in data.label.classes, or choose another loss"));
            case NUMBER -> Optional.empty();
        };
    }

    private Optional<CellProblem> lookUp(Object value, float[] into) {
        Integer index = indices.get(value);
        if (index == null) {
            return Optional.of(CellProblem.wrong(
                    column,
                    "is " + shown(value) + ", which is none of the classes " + String.join(", ", classes),
                    "name it in data.label.classes, or leave such rows out by a where condition"));
        }
        into[0] = index;
        return Optional.empty();
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    }

    private static String shown(Object value) {
        return value instanceof Double number ? shown(number.doubleValue()) : "\"" + value + "\"";
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
