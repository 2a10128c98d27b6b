package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.source.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a DataFrame's schema tells a stage, before any job runs. */
record FrameSchema(StructType schema) {
    /**
     * The feature columns of a stage.
     *
     * @throws UserException if one is missing or of a type that cannot be
     */
    List<String> features(ScoringParams<?> stage) {
        boolean several = stage.isSet(stage.featuresCols());
        List<String> columns =
                several ? List.of(stage.getFeaturesCols()) : List.of(stage.getOrDefault(stage.featuresCol()));
        String param = several ? "featuresCols" : "featuresCol";
        if (columns.isEmpty()) {
            throw new UserException("featuresCols is empty; name at least one column.");
        }
        for (String column : columns) {
            DataType type = demand(column, param);
            if (!holdsNumbers(type)) {
                throw new UserException(param + ": column \"" + column + "\" is of type " + type.simpleString()
                        + ", but features are vectors, arrays of numbers, or numbers. Assemble them by"
                        + " VectorAssembler, and encode words by StringIndexer and OneHotEncoder.");
            }
        }
        return columns;
    }

    /** The label column, which holds a number, or several where the network gives several. */
    void demandLabel(String column) {
        DataType type = demand(column, "labelCol");
        if (!holdsNumbers(type)) {
            throw new UserException("labelCol: column \"" + column + "\" is of type " + type.simpleString()
                    + ", but a label is a number. Turn words into numbers by StringIndexer.");
        }
    }

    /** The columns that {@code weightCol} and {@code validationIndicatorCol} name, if they do. */
    void demandRoles(TrainingParams<?> stage) {
        if (stage.names(stage.weightCol())
                && !CellKind.of(demand(stage.getWeightCol(), "weightCol")).equals(Optional.of(CellKind.NUMBER))) {
            throw new UserException("weightCol: column \"" + stage.getWeightCol() + "\" is no number.");
        }
        if (stage.names(stage.validationIndicatorCol())) {
            if (stage.getValidationFraction() > 0) {
                throw new UserException("Set one of validationIndicatorCol and validationFraction; both are set.");
            }
            if (!(demand(stage.getValidationIndicatorCol(), "validationIndicatorCol") instanceof BooleanType)) {
                throw new UserException("validationIndicatorCol: column \"" + stage.getValidationIndicatorCol()
                        + "\" is no boolean; it is to be true for validation rows.");
            }
        }
    }

    /** Adds a column that the stage makes. */
    FrameSchema with(String param, StructField field) {
        if (List.of(schema.fieldNames()).contains(field.name())) {
            throw new UserException(
                    param + ": there is a column \"" + field.name() + "\" already. Give it another name, or drop it.");
        }
        return new FrameSchema(schema.add(field));
    }

    /** The names that {@code StringIndexer} gave a column's values; empty where it has none. */
    Optional<List<String>> classNames(String column) {
        Attribute attribute = Attribute.fromStructField(schema.apply(column));
        return attribute instanceof NominalAttribute nominal && nominal.values().isDefined()
                ? Optional.of(Arrays.asList(nominal.values().get()))
                : Optional.empty();
    }

    private DataType demand(String column, String param) {
        Names.demand(schema, column, param, "the dataset");
        return schema.apply(column).dataType();
    }

    private static boolean holdsNumbers(DataType type) {
        return CellKind.of(type)
                .filter(kind -> kind != CellKind.TEXT && kind != CellKind.BYTES)
                .isPresent();
    }
}
