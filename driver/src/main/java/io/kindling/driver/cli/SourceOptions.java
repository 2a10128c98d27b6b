package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.config.SourceConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name rows: any source that Spark reads. */
final class SourceOptions {
    @Option(names = "--path", paramLabel = "PATH", description = "a file or folder to read")
    private Optional<String> path = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, json, parquet, …; by default by the ending")
    private Optional<String> format = Optional.empty();

    @Option(names = "--option", paramLabel = "KEY=VALUE", description = "an option of that format; may be repeated")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--table", paramLabel = "NAME", description = "a table of Spark's catalog, instead of a path")
    private Optional<String> table = Optional.empty();

    @Option(names = "--where", paramLabel = "CONDITION", description = "only rows that meet this SQL condition")
    private Optional<String> where = Optional.empty();

    @Option(names = "--images", paramLabel = "FILE", description = "an idx file of pictures, instead of a path")
    private Optional<String> images = Optional.empty();

    @Option(names = "--labels", paramLabel = "FILE", description = "the idx file of their labels; predict needs none")
    private Optional<String> labels = Optional.empty();

    /** The source, if one is named. */
    Optional<SourceConfig> source() {
        if (path.isEmpty() && table.isEmpty() && images.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SourceConfig(path, format, options, table, where, images, labels));
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage());
        }
    }
}
