package io.kindling.driver.spark.data.row;

import io.kindling.driver.config.Invalid;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.RowFormat;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Packs rows, one at a time: features from field {@code first} on, then the target, then the weight. Not thread-safe. */
public final class RowPacker {
    private final RowLayout layout;
    private final RowFormat format;
    private final int first;
    private final float[] features;
    private final byte[] bytes;
    private final float[] targets;
    private Optional<CellProblem> problem = Optional.empty();

    /**
     * A packer.
     *
     * @param first the field of the first feature column
     */
    public RowPacker(RowLayout layout, int first) {
        this.layout = layout;
        this.format = layout.format();
        this.first = first;
        boolean inBytes = format.storage() == FeatureStorage.BYTE;
        this.bytes = new byte[inBytes ? format.columns() : 0];
        this.features = new float[inBytes ? 0 : format.columns()];
        this.targets = new float[format.targets()];
    }

    /** The packed row, or null if it has a {@link #problem()}. */
    public byte[] pack(Row row) {
        FeatureReader reader = layout.features();
        problem = format.storage() == FeatureStorage.BYTE
                ? reader.readBytes(row, first, bytes)
                : reader.read(row, first, features);
        if (problem.isPresent()
                && (layout.invalid() != Invalid.KEEP || !problem.get().missing())) {
            return null;
        }
        int field = first + reader.columns().size();
        if (layout.target().isPresent()) {
            problem = layout.target().get().read(row.get(field++), targets);
            if (problem.isPresent()) {
                return null;
            }
        }
        float weight = 1;
        if (layout.weight().isPresent()) {
            problem = weightProblem(row.get(field));
            if (problem.isPresent()) {
                return null;
            }
            weight = (float) row.getDouble(field);
        }
        problem = Optional.empty();
        return format.storage() == FeatureStorage.BYTE
                ? format.pack(targets, weight, bytes)
                : format.pack(targets, weight, features);
    }

    /** Why the last row could not be packed. */
    public Optional<CellProblem> problem() {
        return problem;
    }

    private Optional<CellProblem> weightProblem(Object cell) {
        String column = layout.weight().orElseThrow();
        if (cell == null) {
            return Optional.of(CellProblem.missing(column, "is null"));
        }
        double weight = (Double) cell;
        if (!Double.isFinite(weight)) {
            return Optional.of(CellProblem.missing(column, weight));
        }
        return weight >= 0
                ? Optional.empty()
                : Optional.of(CellProblem.wrong(column, "is " + weight, "a weight is 0 or more"));
    }
}
