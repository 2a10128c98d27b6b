package io.kindling.driver.config;

import io.kindling.kernels.setting.Help;
import java.util.Map;
import java.util.Optional;

/**
 * Where rows come from: files that Spark reads, a table of its catalog, or a pair of idx files.
 *
 * @param path file or folder, on any file system that Spark knows
 * @param format a Spark data source, or {@code idx}; empty: told by the path's ending
 * @param options for the reader; CSV is read with {@code header} and {@code inferSchema} unless these say otherwise
 * @param table a table's name, instead of a path
 * @param where an SQL condition on the rows to take
 * @param images an idx file of pictures, gzipped or not
 * @param labels the idx file of their labels; rows that are only to be predicted need none
 */
public record SourceConfig(
        @Help("File or folder to read, on any file system that Spark knows")
        Optional<String> path,

        @Help("csv, json, parquet, orc, libsvm, text, idx or any other Spark data source; by default"
                + " told by the path's ending")
        Optional<String> format,

        @Help("Options of the Spark data source; csv takes header: true and inferSchema: true by default")
        Map<String, String> options,

        @Help("A table of Spark's catalog, instead of a path")
        Optional<String> table,

        @Help("SQL condition: only rows that meet it") Optional<String> where,
        @Help("File of the pictures, for format idx") Optional<String> images,
        @Help("File of their labels, for format idx") Optional<String> labels) {
    public SourceConfig {
        options = Map.copyOf(options);
        int places = (path.isPresent() ? 1 : 0) + (table.isPresent() ? 1 : 0) + (images.isPresent() ? 1 : 0);
        if (places != 1) {
            throw new IllegalArgumentException("a source needs exactly one of path, table, images; it has " + places);
        }
        if (labels.isPresent() && images.isEmpty()) {
            throw new IllegalArgumentException("labels of idx files go with images");
        }
        if (images.isPresent() && format.isPresent() && !format.get().equals("idx")) {
            throw new IllegalArgumentException("images and labels are for format: idx, not " + format.get());
        }
        if (images.isEmpty() && format.isPresent() && format.get().equals("idx")) {
            throw new IllegalArgumentException("format: idx needs images");
        }
    }

    /** Files of a format. */
    public static SourceConfig files(String format, String path) {
        return new SourceConfig(
                Optional.of(path),
                Optional.of(format),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A pair of idx files. */
    public static SourceConfig idx(String images, String labels) {
        return new SourceConfig(
                Optional.empty(),
                Optional.of("idx"),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(images),
                Optional.of(labels));
    }

    /** A table of Spark's catalog. */
    public static SourceConfig table(String name) {
        return new SourceConfig(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same rows as far as they meet a condition. */
    public SourceConfig withWhere(String condition) {
        return new SourceConfig(path, format, options, table, Optional.of(condition), images, labels);
    }

    /** What it is, for messages. */
    public String description() {
        return path.or(() -> table.map(name -> "table " + name))
                .or(() -> images)
                .orElseThrow();
    }
}
