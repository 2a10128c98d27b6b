package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.data.source.Failures;
import io.kindling.driver.spark.data.source.Names;
import io.kindling.driver.spark.data.source.SourceReader;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The parts of the data.
 *
 * @param train to learn from
 * @param validation to watch the training by
 * @param test to measure the result by
 */
record Parts(Part train, Optional<Part> validation, Optional<Part> test) {
    /**
     * Cuts the sources; no job runs.
     *
     * @param keys of the rows
     * @param seed of a split by fraction
     * @throws UserException if a condition is none
     */
    static Parts of(Sources sources, DataConfig config, RowKeys keys, long seed) {
        Part source = whole("training", "data.train", sources.train(), config.train());
        Optional<Part> test = sources.test()
                .map(rows -> whole("test", "data.test", rows, config.test().orElseThrow())
                        .then(keys::add));
        if (config.validation().isEmpty()) {
            return new Parts(source.then(keys::add), Optional.empty(), test);
        }
        ValidationConfig validation = config.validation().get();
        if (sources.validation().isPresent()) {
            SourceConfig own = validation.source().orElseThrow();
            Part part =
                    whole("validation", "data.validation", sources.validation().get(), own);
            return new Parts(source.then(keys::add), Optional.of(part.then(keys::add)), test);
        }
        if (validation.fraction().isPresent()) {
            Column inside = RowKeys.inFraction(validation.fraction().get(), seed);
            Part keyed = source.from("data.validation.fraction").then(keys::add);
            return new Parts(
                    keyed.then(rows -> rows.where(functions.not(inside))),
                    Optional.of(keyed.named("validation").then(rows -> rows.where(inside))),
                    test);
        }
        String setting = validation.column().isPresent() ? "data.validation.column" : "data.validation.where";
        Column mark = mark(validation, sources.train(), setting);
        Part marked = source.from(setting);
        return new Parts(
                marked.then(rows -> rows.where(functions.not(mark))).then(keys::add),
                Optional.of(marked.named("validation")
                        .then(rows -> rows.where(mark))
                        .then(keys::add)),
                test);
    }

    /** True for rows that the column or condition marks, false where it is null. */
    private static Column mark(ValidationConfig validation, Dataset<Row> rows, String setting) {
        if (validation.column().isPresent()) {
            String name = validation.column().get();
            Names.demand(rows.schema(), name, setting, "data.train");
            if (!rows.schema().apply(name).dataType().equals(DataTypes.BooleanType)) {
                throw new UserException(setting + ": column \"" + name + "\" is of type "
                        + rows.schema().apply(name).dataType().simpleString() + ", wanted is boolean. Use"
                        + " data.validation.where with a condition instead, such as \"" + name + " = 1\".");
            }
        }
        try {
            Column mark = validation
                    .column()
                    .map(Names::column)
                    .orElseGet(() -> functions.expr(validation.where().orElseThrow()));
            Column set = functions.coalesce(mark, functions.lit(false));
            rows.where(set);
            return set;
        } catch (Exception e) {
            throw new UserException(
                    setting + " is not a condition that Spark takes: "
                            + validation.where().orElse("") + ": " + Failures.firstLine(e),
                    e);
        }
    }

    private static Part whole(String name, String setting, Dataset<Row> rows, SourceConfig source) {
        if (source.where().isEmpty()) {
            return new Part(name, setting, rows, UnaryOperator.identity());
        }
        String condition = source.where().get();
        String where = setting + ".where";
        SourceReader.where(rows, condition, where);
        return new Part(name, where, rows, all -> SourceReader.where(all, condition, where));
    }
}
