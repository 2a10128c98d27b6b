package io.kindling.driver.config;

import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that are kept out of training to watch it: a fraction of the training source, those that a column or a
 * condition marks, or a source of their own (whose settings are those of {@link SourceConfig}).
 *
 * @param fraction of the training source; drawn by the rows' keys, so that equal rows fall on one side
 * @param column a boolean column of the training source, true for these rows
 * @param where a condition on the training source; with a source of its own, on that
 */
public record ValidationConfig(
        @Help("Share of the training rows, drawn by their content and the seed: equal rows stay" + " together")
        @Range("(0, 1)")
        Optional<Double> fraction,

        @Help("Boolean column of the training source: true for validation rows")
        Optional<String> column,

        @Help("SQL condition: true for validation rows; with a source of its own, only rows of it that meet it")
        Optional<String> where,

        @Help("File or folder of a source of its own") Optional<String> path,
        @Help("Its format, as in data.train") Optional<String> format,

        @Help("Options of its Spark data source, as in data.train")
        Map<String, String> options,

        @Help("A table of Spark's catalog as a source of its own")
        Optional<String> table,

        @Help("File of the pictures of a source of its own, for format idx")
        Optional<String> images,

        @Help("File of their labels, for format idx") Optional<String> labels) {
    public ValidationConfig {
        options = Map.copyOf(options);
        boolean own = path.isPresent() || table.isPresent() || images.isPresent();
        int ways = (fraction.isPresent() ? 1 : 0) + (column.isPresent() ? 1 : 0) + (own || where.isPresent() ? 1 : 0);
        if (ways != 1) {
            throw new IllegalArgumentException(
                    "validation takes one of fraction, column, where, or a source of its own; it has " + ways);
        }
    }

    /** The source of its own, if it has one. */
    public Optional<SourceConfig> source() {
        return path.isEmpty() && table.isEmpty() && images.isEmpty()
                ? Optional.empty()
                : Optional.of(new SourceConfig(path, format, options, table, where, images, labels));
    }

    /** A fraction of the training source. */
    public static ValidationConfig fraction(double fraction) {
        return onTraining(Optional.of(fraction), Optional.empty(), Optional.empty());
    }

    /** The rows of the training source that a boolean column marks. */
    public static ValidationConfig column(String name) {
        return onTraining(Optional.empty(), Optional.of(name), Optional.empty());
    }

    /** The rows of the training source that meet a condition. */
    public static ValidationConfig where(String condition) {
        return onTraining(Optional.empty(), Optional.empty(), Optional.of(condition));
    }

    /** A source of its own. */
    public static ValidationConfig source(SourceConfig source) {
        return new ValidationConfig(
                Optional.empty(),
                Optional.empty(),
                source.where(),
                source.path(),
                source.format(),
                source.options(),
                source.table(),
                source.images(),
                source.labels());
    }

    private static ValidationConfig onTraining(
            Optional<Double> fraction, Optional<String> column, Optional<String> where) {
        return new ValidationConfig(
                fraction,
                column,
                where,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
