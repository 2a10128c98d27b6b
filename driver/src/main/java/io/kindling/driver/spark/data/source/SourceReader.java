package io.kindling.driver.spark.data.source;

import io.kindling.driver.StartFolder;
import io.kindling.driver.UserException;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.WindowsConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StringType;

/** Opens sources as DataFrames. */
public final class SourceReader {
    private static final List<String> FORMATS =
            List.of("csv", "json", "parquet", "orc", "libsvm", "text", "idx", "avro", "jdbc", "binaryFile", "image");

    private final SparkSession spark;

    public SourceReader(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * All rows of a source; its {@code where} is not yet applied.
     *
     * @param setting names it in messages: {@code data.train}, or something that is no setting, {@code The source}
     * @throws UserException if it is not there or not readable
     */
    public Dataset<Row> read(SourceConfig source, String setting) {
        return read(source, Optional.empty(), setting);
    }

    /**
     * All rows of a source, or all windows of its texts; files of texts that are to be cut are read whole, each a text.
     *
     * @param setting as in the other
     * @throws UserException if it is not there or not readable, or has no text for a window
     */
    public Dataset<Row> read(SourceConfig source, Optional<WindowsConfig> windows, String setting) {
        Dataset<Row> rows = open(source, windows.isPresent(), setting);
        try {
            return windows.map(cuts -> TextWindows.cut(rows, cuts, setting)).orElse(rows);
        } catch (Exception e) {
            throw explain(e, source, setting);
        }
    }

    private Dataset<Row> open(SourceConfig source, boolean wholeTexts, String setting) {
        if (source.images().isPresent()) {
            return IdxSource.read(spark, source.images().get(), source.labels(), setting);
        }
        try {
            if (source.table().isPresent()) {
                return spark.table(source.table().get());
            }
            String path = source.path().orElseThrow();
            String format = source.format().orElseGet(() -> formatOf(path, setting));
            Dataset<Row> rows = spark.read()
                    .format(format)
                    .options(options(format, wholeTexts, source.options()))
                    .load(path);
            demandTypes(rows, format, place(setting, "path") + ": " + path);
            return rows;
        } catch (Exception e) {
            throw explain(e, source, setting);
        }
    }

    /**
     * The rows that meet an SQL condition.
     *
     * @param setting names the condition in messages: {@code data.train.where}
     */
    public static Dataset<Row> where(Dataset<Row> rows, String condition, String setting) {
        try {
            return rows.where(condition);
        } catch (Exception e) {
            throw new UserException(
                    setting + " is not a condition that Spark takes: " + condition + ": " + Failures.firstLine(e), e);
        }
    }

    /** Throws if there is no row from which the columns' types could be told: all would count as words. */
    private static void demandTypes(Dataset<Row> rows, String format, String place) {
        boolean words = Arrays.stream(rows.schema().fields()).allMatch(f -> f.dataType() instanceof StringType);
        if (format.equals("csv") && words && rows.isEmpty()) {
            throw new UserException(place + " has no row below its header; give a file that has some.");
        }
    }

    /** {@code data.train.path}; {@code The source}. */
    private static String place(String setting, String name) {
        return setting.startsWith("data.") ? setting + "." + name : setting;
    }

    private static Map<String, String> options(String format, boolean wholeTexts, Map<String, String> given) {
        Map<String, String> options = new LinkedHashMap<>();
        if (format.equals("csv")) {
            options.put("header", "true");
            options.put("inferSchema", "true");
        }
        if (format.equals("text") && wholeTexts) {
            options.put("wholetext", "true");
        }
        given.forEach((name, value) -> {
            options.keySet().removeIf(ours -> ours.equalsIgnoreCase(name));
            options.put(name, value);
        });
        return options;
    }

    private static String formatOf(String path, String setting) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2|zst|lz4|snappy)$", "");
        return FORMATS.stream()
                .filter(format -> name.endsWith("." + format))
                .findFirst()
                .orElseThrow(
                        () -> new UserException(place(setting, "format") + ": the format is missing, and the ending"
                                + " of " + path + " does not tell it. Give one of " + String.join(", ", FORMATS)
                                + ", or another Spark data source."));
    }

    private static RuntimeException explain(Exception failure, SourceConfig source, String setting) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UserException user) {
            return user;
        }
        if (message.contains("PATH_NOT_FOUND") || message.contains("does not exist")) {
            return new UserException(
                    place(setting, "path") + ": " + source.description() + " does not exist. " + StartFolder.hint(),
                    failure);
        }
        if (message.contains("DATA_SOURCE_NOT_FOUND") || failure instanceof ClassNotFoundException) {
            String format = source.format().orElse("");
            return new UserException(
                    place(setting, "format") + ": Spark knows no format \"" + format + "\""
                            + Names.suggestion(format, FORMATS)
                            + " Ready ones are " + String.join(", ", FORMATS)
                            + "; others need their package on Spark's class path (--packages).",
                    failure);
        }
        if (message.contains("TABLE_OR_VIEW_NOT_FOUND")) {
            return new UserException(place(setting, "table") + ": there is no " + source.description() + ".", failure);
        }
        return Failures.explain(failure, setting + " (" + source.description() + ") cannot be read");
    }
}
