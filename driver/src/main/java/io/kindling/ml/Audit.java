package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.driver.audit.AuditReport;
import io.kindling.driver.audit.Finding;
import io.kindling.driver.audit.Treatment;
import io.kindling.driver.spark.audit.AuditInput;
import io.kindling.driver.spark.audit.DataAudit;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.source.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Looks for what spoils a training in a DataFrame: labels shifted by a row, rows of the validation among those to learn from,
 * columns that tell the label, and more. What {@code kindling audit} does with a configuration. All settings are optional:
 *
 * <pre>{@code
 * Audit.of(frame).setLabelCol("type").setExcludeCols("id").findings().show(false);
 * }</pre>
 */
public final class Audit {
    /** Of the findings. */
    private static final StructType SCHEMA = new StructType()
            .add("severity", DataTypes.StringType, false)
            .add("column", DataTypes.StringType, false)
            .add("evidence", DataTypes.StringType, false)
            .add("advice", DataTypes.StringType, false)
            .add("id", DataTypes.StringType, false)
            .add("numbers", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false), false)
            .add("examples", DataTypes.createArrayType(DataTypes.StringType, false), false);

    /** A label with more different numbers is one to estimate. */
    private static final int MOST_CLASSES = 20;

    private final Dataset<Row> rows;
    private final List<String> excluded = new ArrayList<>();
    private final Map<String, Dataset<Row>> others = new LinkedHashMap<>();
    private List<String> features = List.of();
    private Optional<String> label = Optional.empty();
    private Optional<String> order = Optional.empty();
    private Optional<String> indicator = Optional.empty();
    private Optional<Boolean> classes = Optional.empty();

    private Audit(Dataset<Row> rows) {
        this.rows = rows;
    }

    /** An audit of these rows, all of which are to learn from unless {@link #setValidationIndicatorCol} says otherwise. */
    public static Audit of(Dataset<?> rows) {
        return new Audit(rows.toDF());
    }

    /** The columns to look at; by default all but the label and excluded ones. */
    public Audit setFeaturesCols(String... columns) {
        features = List.of(columns);
        return this;
    }

    /** The column to learn; without one nothing is said of labels. */
    public Audit setLabelCol(String column) {
        label = Optional.of(column);
        return this;
    }

    /** Whether the label is a class; by default words, booleans and up to 20 different whole numbers are. */
    public Audit setClassification(boolean classification) {
        classes = Optional.of(classification);
        return this;
    }

    /** Columns that are no features, such as an id. */
    public Audit setExcludeCols(String... columns) {
        excluded.addAll(List.of(columns));
        return this;
    }

    /** The column that tells the order of the rows, in which a label may be shifted; by default the order they are read in. */
    public Audit setOrderCol(String column) {
        order = Optional.of(column);
        return this;
    }

    /** A boolean column that is true for rows to validate on. */
    public Audit setValidationIndicatorCol(String column) {
        indicator = Optional.of(column);
        return this;
    }

    /** Rows to validate on that are not among the others. */
    public Audit setValidation(Dataset<?> validation) {
        others.put("validation", validation.toDF());
        return this;
    }

    /** Rows to measure the result by. */
    public Audit setTest(Dataset<?> test) {
        others.put("test", test.toDF());
        return this;
    }

    /**
     * Looks at the rows, now.
     *
     * @return the findings, the gravest first: {@code severity} (error, warning, note), {@code column}, {@code evidence},
     *     {@code advice}, {@code id}, {@code numbers} and {@code examples}
     * @throws UserException if a column is not there
     */
    public Dataset<Row> findings() {
        List<Row> findings = new ArrayList<>();
        for (Finding finding : report().findings()) {
            findings.add(RowFactory.create(
                    finding.severity().text(),
                    finding.column(),
                    finding.evidence(),
                    finding.advice(),
                    finding.id(),
                    finding.numbers(),
                    finding.examples().toArray(String[]::new)));
        }
        return rows.sparkSession().createDataFrame(findings, SCHEMA);
    }

    /**
     * Looks at the rows, now.
     *
     * @return the findings as {@code kindling audit} prints them
     * @throws UserException if a column is not there
     */
    public List<String> lines() {
        return report().lines();
    }

    private AuditReport report() {
        demandColumns();
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        if (indicator.isPresent()) {
            parts.put("training", rows.where(functions.not(marked())));
            parts.put("validation", rows.where(marked()));
        } else {
            parts.put("training", rows);
        }
        for (String part : List.of("validation", "test")) {
            Optional.ofNullable(others.get(part)).ifPresent(frame -> parts.put(part, frame));
        }
        return DataAudit.of(new AuditInput(
                parts,
                order.map(name -> rows.orderBy(Names.column(name))).orElse(rows),
                order.map(name -> "the order of " + name).orElse("the order that the rows are read in"),
                features(),
                label,
                label.isPresent() && classes.orElseGet(this::isClass),
                Treatment.UNKNOWN));
    }

    private Column marked() {
        return functions.coalesce(Names.column(indicator.orElseThrow()), functions.lit(false));
    }

    private List<String> features() {
        if (!features.isEmpty()) {
            return features;
        }
        List<String> all = new ArrayList<>(List.of(rows.columns()));
        all.removeAll(excluded);
        label.ifPresent(all::remove);
        indicator.ifPresent(all::remove);
        return all;
    }

    private boolean isClass() {
        DataType type = rows.schema().apply(label.orElseThrow()).dataType();
        if (type instanceof StringType || type instanceof BooleanType) {
            return true;
        }
        if (!(type instanceof NumericType)) {
            return false;
        }
        List<Row> few = rows.select(Names.column(label.orElseThrow()).cast("double"))
                .na()
                .drop()
                .distinct()
                .limit(MOST_CLASSES + 1)
                .collectAsList();
        return !few.isEmpty()
                && few.size() <= MOST_CLASSES
                && few.stream().allMatch(row -> row.getDouble(0) == Math.rint(row.getDouble(0)));
    }

    private void demandColumns() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        named.put("featuresCols", features);
        named.put("excludeCols", excluded);
        named.put("labelCol", label.stream().toList());
        named.put("orderCol", order.stream().toList());
        named.put("validationIndicatorCol", indicator.stream().toList());
        named.forEach((setting, columns) ->
                columns.forEach(name -> Names.demand(rows.schema(), name, setting, "the DataFrame")));
        others.forEach((part, frame) -> {
            List<String> used = new ArrayList<>(features());
            label.ifPresent(used::add);
            used.forEach(name -> demandSame(frame.schema(), name, part));
        });
        indicator.ifPresent(name -> {
            DataType type = rows.schema().apply(name).dataType();
            if (!(type instanceof BooleanType)) {
                throw new UserException("validationIndicatorCol: column \"" + name + "\" is of type "
                        + type.simpleString() + ", wanted is boolean.");
            }
            if (others.containsKey("validation")) {
                throw new UserException("validationIndicatorCol marks the rows to validate on, and setValidation gives"
                        + " others. Choose one.");
            }
        });
    }

    private void demandSame(StructType schema, String name, String part) {
        Names.demand(schema, name, "The " + part + " rows", "them");
        DataType found = schema.apply(name).dataType();
        DataType wanted = rows.schema().apply(name).dataType();
        if (!CellKind.of(found).equals(CellKind.of(wanted))) {
            throw new UserException("Column \"" + name + "\" is of type " + found.simpleString() + " in the " + part
                    + " rows, but of type " + wanted.simpleString() + " in the others. Give both the same schema.");
        }
    }
}
