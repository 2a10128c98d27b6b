package io.kindling.driver.spark.data.row;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.RowFormat;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Which cells make a packed row. Immutable. (Its optional parts are null inside, as Optional does not serialise.)
 */
public final class RowLayout implements Serializable {
    /** Of no cell at all, where only rows' keys are asked for. */
    public static final RowLayout NOTHING = new RowLayout(
            new FeatureReader(List.of(), false),
            Optional.empty(),
            Optional.empty(),
            FeatureStorage.FLOAT,
            Invalid.KEEP);

    private static final long serialVersionUID = 1;

    private final FeatureReader features;
    private final TargetReader target;
    private final String weight;
    private final FeatureStorage storage;
    private final Invalid invalid;

    public RowLayout(
            FeatureReader features,
            Optional<TargetReader> target,
            Optional<String> weight,
            FeatureStorage storage,
            Invalid invalid) {
        this.features = features;
        this.target = target.orElse(null);
        this.weight = weight.orElse(null);
        this.storage = storage;
        this.invalid = invalid;
    }

    public FeatureReader features() {
        return features;
    }

    public Optional<TargetReader> target() {
        return Optional.ofNullable(target);
    }

    public Optional<String> weight() {
        return Optional.ofNullable(weight);
    }

    public Invalid invalid() {
        return invalid;
    }

    public FeatureStorage storage() {
        return storage;
    }

    /** This layout without target and weight, for rows to predict. */
    public RowLayout unlabelled() {
        return new RowLayout(features, Optional.empty(), Optional.empty(), storage, invalid);
    }

    /** This layout for rows of target and weight only. */
    public RowLayout withoutFeatures() {
        return new RowLayout(new FeatureReader(List.of(), false), target(), weight(), storage, invalid);
    }

    /** This layout with features from other columns. */
    public RowLayout with(FeatureReader others, Invalid missing) {
        boolean noLongerBytes = storage == FeatureStorage.BYTE && (!others.bytes() || missing == Invalid.KEEP);
        FeatureStorage fitting = noLongerBytes ? FeatureStorage.FLOAT : storage;
        return new RowLayout(others, target(), weight(), fitting, missing);
    }

    /** This layout with another reader of the label. */
    public RowLayout with(TargetReader other) {
        return new RowLayout(features, Optional.of(other), weight(), storage, invalid);
    }

    /** This layout for rows of this schema, whose features are read as they are where that is faster; not sequences. */
    public RowLayout in(StructType schema) {
        FeatureReader reader = storage == FeatureStorage.TOKENS ? features : features.in(schema);
        return new RowLayout(reader, target(), weight(), storage, invalid);
    }

    /** How the rows are packed. */
    public RowFormat format() {
        return new RowFormat(
                storage, features.width(), target == null ? 0 : target.spec().width(), weight != null);
    }

    /**
     * Checks rows that the layout was not made for.
     *
     * @throws UserException unless their cells are of the kinds that the model has learnt from
     */
    public void demand(StructType schema) {
        features.columns().forEach(column -> demand(schema, column.name(), column.kind()));
        target().ifPresent(reader -> demand(schema, reader.column(), reader.kind()));
        weight().ifPresent(name -> demand(schema, name, CellKind.NUMBER));
    }

    private static void demand(StructType schema, String name, CellKind wanted) {
        DataType type = schema.apply(name).dataType();
        Optional<CellKind> found = CellKind.of(type);
        boolean numberAsWord = wanted == CellKind.TEXT && found.equals(Optional.of(CellKind.NUMBER));
        if (!found.equals(Optional.of(wanted)) && !numberAsWord) {
            throw new UserException("Column \"" + name + "\" is of type " + type.simpleString()
                    + ", but the model has learnt from " + wanted.plural()
                    + " there. Give rows of the same schema as in training.");
        }
    }

    /** The columns to select, by their names. */
    public Map<String, Column> byName() {
        Map<String, Column> columns = new LinkedHashMap<>();
        features.columns()
                .forEach(column -> columns.put(column.name(), column.kind().select(column.name())));
        target().ifPresent(reader -> columns.put(reader.column(), reader.kind().select(reader.column())));
        weight().ifPresent(name -> columns.put(name, CellKind.NUMBER.select(name)));
        return columns;
    }

    /** The columns to select: features, target, weight. */
    public List<Column> select() {
        List<Column> columns = new ArrayList<>(features.select());
        target().ifPresent(reader -> columns.add(reader.kind().select(reader.column())));
        weight().ifPresent(name -> columns.add(CellKind.NUMBER.select(name)));
        return columns;
    }
}
