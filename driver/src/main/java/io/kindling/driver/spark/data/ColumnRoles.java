package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.driver.spark.data.source.Names;
import io.kindling.driver.spark.data.source.TextWindows;
import io.kindling.driver.spark.data.transform.FeatureStages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which column plays which part.
 *
 * @param features in order, as they are after all transformers
 * @param raw the source's columns that are used, in its order: of these the key is made
 * @param label what to learn
 * @param weight of a row
 */
record ColumnRoles(List<String> features, List<String> raw, LabelConfig label, Optional<String> weight) {
    /**
     * Decides by the schema alone.
     *
     * @throws UserException if a column is missing or cannot be a feature
     */
    static ColumnRoles of(StructType source, DataConfig config, Optional<FeatureStages> stages) {
        LabelConfig label = label(config);
        Names.demand(source, label.column(), "data.label", "data.train");
        config.weight().ifPresent(name -> {
            Names.demand(source, name, "data.weight", "data.train");
            demandWeight(source.apply(name));
        });
        config.orderBy().ifPresent(name -> Names.demand(source, name, "data.order_by", "data.train"));
        config.exclude().forEach(name -> Names.demand(source, name, "data.exclude", "data.train"));
        StructType transformed =
                stages.map(all -> all.schema(source, "data.train")).orElse(source);
        List<String> features =
                config.columns().isEmpty() ? remaining(transformed, others(config, label), stages) : config.columns();
        if (features.isEmpty()) {
            throw new UserException("data.columns: data.train has no column left to learn from. It has "
                    + String.join(", ", source.fieldNames()) + ".");
        }
        for (String name : features) {
            Names.demand(transformed, name, "data.columns", "data.train");
            demandNumbers(transformed.apply(name));
        }
        if (config.sequences().isPresent()) {
            demandSequence(features, transformed);
        }
        Set<String> used = new LinkedHashSet<>(features);
        stages.ifPresent(all -> used.addAll(all.named(List.of(source.fieldNames()))));
        used.add(label.column());
        config.weight().ifPresent(used::add);
        List<String> raw =
                Arrays.stream(source.fieldNames()).filter(used::contains).toList();
        return new ColumnRoles(List.copyOf(features), raw, label, config.weight());
    }

    /** The source's columns that are needed to predict. */
    List<String> inputs() {
        return raw.stream()
                .filter(name -> !name.equals(label.column()) && !weight.equals(Optional.of(name)))
                .toList();
    }

    /**
     * A column of features that holds so many numbers.
     *
     * @throws UserException if it is missing, or cannot
     */
    static FeatureColumn feature(StructType schema, String name, int width) {
        Names.demand(schema, name, "data.columns", "the data");
        demandNumbers(schema.apply(name));
        CellKind kind = CellKind.of(schema.apply(name).dataType()).orElseThrow();
        return new FeatureColumn(name, kind, kind == CellKind.NUMBER ? 1 : width);
    }

    private static LabelConfig label(DataConfig config) {
        return config.label().orElseGet(() -> {
            if (config.windows().isPresent()) {
                return LabelConfig.of(TextWindows.NEXT);
            }
            if (!namesItsLabel(config.train())) {
                throw new UserException("data.label is missing: name the column that the network is to learn.");
            }
            return LabelConfig.of("label");
        });
    }

    private static boolean namesItsLabel(SourceConfig source) {
        return source.images().isPresent()
                || source.format().equals(Optional.of("libsvm"))
                || source.path().filter(path -> path.endsWith(".libsvm")).isPresent();
    }

    /** Columns that are no features unless somebody says so. */
    private static Set<String> others(DataConfig config, LabelConfig label) {
        Set<String> others = new LinkedHashSet<>(config.exclude());
        others.add(label.column());
        config.weight().ifPresent(others::add);
        config.orderBy().ifPresent(others::add);
        config.validation().flatMap(ValidationConfig::column).ifPresent(others::add);
        if (config.train().images().isPresent()) {
            others.add("row");
        }
        if (config.windows().isPresent()) {
            others.addAll(List.of(TextWindows.NEXT, TextWindows.TEXT, TextWindows.STARTS_AT, TextWindows.ENDS_AT));
        }
        return others;
    }

    private static List<String> remaining(StructType transformed, Set<String> others, Optional<FeatureStages> stages) {
        List<String> names = new ArrayList<>(List.of(transformed.fieldNames()));
        names.removeAll(others);
        stages.ifPresent(all -> names.removeAll(all.inputs()));
        return names;
    }

    private static void demandWeight(StructField field) {
        if (!CellKind.of(field.dataType()).equals(Optional.of(CellKind.NUMBER))) {
            throw new UserException("Weight column \"" + field.name() + "\" is of type "
                    + field.dataType().simpleString() + ", but a weight is a number. Choose another in data.weight.");
        }
    }

    private static void demandSequence(List<String> features, StructType transformed) {
        StructField field = transformed.apply(features.get(0));
        if (features.size() > 1 || !CellKind.of(field.dataType()).equals(Optional.of(CellKind.ARRAY))) {
            throw new UserException("data.sequences takes one feature column of type array<int>, but the features are "
                    + features.stream()
                            .map(name -> name + " ("
                                    + transformed.apply(name).dataType().simpleString() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Name the one that holds the sequences in data.columns.");
        }
    }

    private static void demandNumbers(StructField field) {
        Optional<CellKind> kind = CellKind.of(field.dataType());
        if (kind.isEmpty()) {
            throw new UserException("Column \"" + field.name() + "\" is of type "
                    + field.dataType().simpleString()
                    + ", but features are numbers, booleans, vectors, arrays of numbers"
                    + " or bytes. Name it in data.exclude, or turn it into numbers with a stage in data.transformers,"
                    + " such as SQLTransformer.");
        }
        if (kind.get() == CellKind.TEXT) {
            throw new UserException("Column \"" + field.name() + "\" holds words, but the network takes numbers. Turn"
                    + " it into numbers with StringIndexer and OneHotEncoder in data.transformers, or name it in"
                    + " data.exclude.");
        }
    }
}
