package io.kindling.driver.spark.data.row;

import io.kindling.driver.config.Invalid;
import io.kindling.kernels.shard.PassingRows;
import io.kindling.kernels.shard.RowFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Reads rows, one at a time: features, target, weight. Not thread-safe. */
public final class RowPacker {
    private final RowLayout layout;
    private final int[] fields;
    private final int behind;
    private final FeatureCells features;
    private final boolean numbersSideBySide;
    private final float[] targets;
    private float weight;
    private Optional<CellProblem> problem = Optional.empty();

    /**
     * A packer.
     *
     * @param first the field of the first feature column; the others, target and weight follow
     */
    public RowPacker(RowLayout layout, int first) {
        this(layout, first, first + layout.features().columns().size());
    }

    private RowPacker(RowLayout layout, int first, int behind) {
        this(layout, IntStream.range(first, behind).toArray(), behind);
    }

    /**
     * A packer of rows whose features do not lie side by side.
     *
     * @param fields of the feature columns; target and weight follow the last of them
     */
    public RowPacker(RowLayout layout, int[] fields) {
        this(layout, fields.clone(), fields.length == 0 ? 0 : fields[fields.length - 1] + 1);
    }

    private RowPacker(RowLayout layout, int[] fields, int behind) {
        this.layout = layout;
        this.fields = fields;
        this.behind = behind;
        RowFormat format = layout.format();
        this.features = FeatureCells.of(format, layout.features().log1p());
        this.numbersSideBySide = fields.length > 0
                && IntStream.range(1, fields.length).allMatch(c -> fields[c] == fields[c - 1] + 1)
                && layout.features().columns().stream().allMatch(column -> column.kind() == CellKind.NUMBER);
        this.targets = new float[format.targets()];
    }

    /** The packed row, or null if it has a {@link #problem()}. */
    public byte[] pack(SpecializedGetters row) {
        return read(row) ? features.pack(targets, weight) : null;
    }

    /**
     * Adds a row's features to those that are predicted.
     *
     * @return false if it has a {@link #problem()}, and is not added
     */
    public boolean pass(SpecializedGetters row, PassingRows into) {
        boolean good = read(row);
        if (good) {
            features.pass(into);
        }
        return good;
    }

    private boolean read(SpecializedGetters row) {
        problem = atOnce(row) ? Optional.empty() : layout.features().read(row, fields, features);
        if (problem.isPresent()
                && (layout.invalid() != Invalid.KEEP || !problem.get().missing())) {
            return false;
        }
        int field = behind;
        if (layout.target().isPresent()) {
            problem = layout.target().get().read(row, field++, targets);
            if (problem.isPresent()) {
                return false;
            }
        }
        weight = 1;
        if (layout.weight().isPresent()) {
            problem = weightProblem(row, field);
            if (problem.isPresent()) {
                return false;
            }
            weight = (float) row.getDouble(field);
        }
        problem = Optional.empty();
        return true;
    }

    private boolean atOnce(SpecializedGetters row) {
        return numbersSideBySide
                && row instanceof UnsafeRow unsafe
                && features instanceof FloatCells floats
                && floats.putNumbers(unsafe, fields[0]);
    }

    /** Why the last row could not be read. */
    public Optional<CellProblem> problem() {
        return problem;
    }

    private Optional<CellProblem> weightProblem(SpecializedGetters row, int field) {
        String column = layout.weight().orElseThrow();
        if (row.isNullAt(field)) {
            return Optional.of(CellProblem.missing(column, "is null"));
        }
        double found = row.getDouble(field);
        if (!Double.isFinite(found)) {
            return Optional.of(CellProblem.missing(column, found));
        }
        return found >= 0
                ? Optional.empty()
                : Optional.of(CellProblem.wrong(column, "is " + found, "a weight is 0 or more"));
    }
}
