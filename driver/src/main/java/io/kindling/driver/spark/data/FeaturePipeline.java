package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.ShardStorage;
import io.kindling.driver.config.WindowsConfig;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.driver.spark.data.row.FeatureReader;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.TargetReader;
import io.kindling.driver.spark.data.source.Failures;
import io.kindling.driver.spark.data.source.Names;
import io.kindling.driver.spark.data.transform.FittedStages;
import io.kindling.kernels.shard.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * All that turns raw rows into what the network takes: fitted transformers, columns, scalings, classes. Fitted on the
 * training part, saved beside the model, and used for every other row. Immutable.
 */
public final class FeaturePipeline {
    private static final String EVALUATION = "evaluation";

    private final Optional<FittedStages> transformers;
    private final Optional<WindowsConfig> windows;
    private final List<String> rawColumns;
    private final RowLayout layout;
    private final Scaling featureScaling;
    private final Scaling targetScaling;

    FeaturePipeline(
            Optional<FittedStages> transformers,
            Optional<WindowsConfig> windows,
            List<String> rawColumns,
            RowLayout layout,
            Scaling featureScaling,
            Scaling targetScaling) {
        this.transformers = transformers;
        this.windows = windows;
        this.rawColumns = List.copyOf(rawColumns);
        this.layout = layout;
        this.featureScaling = featureScaling;
        this.targetScaling = targetScaling;
    }

    /** What {@link #save} wrote. */
    public static FeaturePipeline load(SparkSession spark, Location directory) {
        return PipelineFiles.load(spark, directory);
    }

    /**
     * As {@link #load}, where there is no Spark session.
     *
     * @throws UserException if the pipeline has transformers, which are Spark's
     */
    public static FeaturePipeline loadWithoutSpark(Location directory) {
        return PipelineFiles.loadWithoutSpark(directory);
    }

    /**
     * Writes {@code features.json} and, if there are transformers, {@code transformers/}. Spark's executors must see the
     * directory.
     */
    public void save(Location directory) {
        PipelineFiles.save(this, directory);
    }

    /** How the sources' texts are cut into rows; empty where they are rows already. */
    public Optional<WindowsConfig> windows() {
        return windows;
    }

    /** How many features a row has. */
    public int width() {
        return layout.features().width();
    }

    /** For {@link io.kindling.kernels.shard.Shard#gather}. */
    public Scaling featureScaling() {
        return featureScaling;
    }

    /** For {@link io.kindling.kernels.shard.Shard#gather}; its inverse makes predictions of outputs. */
    public Scaling targetScaling() {
        return targetScaling;
    }

    /** The feature columns behind all transformers, in order. */
    public List<FeatureColumn> features() {
        return layout.features().columns();
    }

    /** The number in its column behind the one that the network sees, counted over all columns. */
    public double unscaled(int feature, double seen) {
        double unscaled = featureScaling.invert((float) seen, feature);
        return layout.features().log1p() ? Math.expm1(unscaled) : unscaled;
    }

    /** The column that is learnt. */
    public String label() {
        return target().column();
    }

    /** The classes' names in the order of the outputs; empty if they have none. */
    public List<String> classes() {
        return target().classes();
    }

    /**
     * Labelled rows in shards, for evaluation.
     *
     * @throws UserException if a column is missing, a cell cannot be read, or no row is left
     */
    public ShardedRows shards(Dataset<Row> rows, int shards) {
        rawColumns.forEach(name -> Names.demand(rows.schema(), name, "The model's columns", "the data"));
        layout.demand(transform(rows).schema());
        RowKeys keys = new RowKeys(rawColumns, Optional.empty());
        return shards(
                new Part(EVALUATION, "the data", rows, keys::add),
                new Sharding(layout, shards, false, ShardStorage.AUTO));
    }

    /**
     * Rows to predict, with the feature columns behind their own; no label is needed. Transformers may leave rows out, if
     * their {@code handleInvalid} says so.
     *
     * @throws UserException if a column is missing
     */
    public Dataset<Row> append(Dataset<Row> rows) {
        inputs().forEach(name -> Names.demand(rows.schema(), name, "The model's columns", "the data"));
        Dataset<Row> transformed = transform(rows);
        layout.unlabelled().demand(transformed.schema());
        List<Column> columns = new ArrayList<>();
        Arrays.stream(rows.schema().fieldNames()).forEach(name -> columns.add(Names.column(name)));
        List<Column> features = layout.features().select();
        for (int i = 0; i < features.size(); i++) {
            if (!isThere(i, rows.schema())) {
                columns.add(features.get(i).as("__kindling_feature_" + i));
            }
        }
        return transformed.select(columns.toArray(Column[]::new));
    }

    /** Reads what {@link #append} gave for these rows, on the executors. */
    public FeatureRows reader(Dataset<Row> rows) {
        int[] fields = new int[layout.features().columns().size()];
        int next = rows.schema().size();
        for (int i = 0; i < fields.length; i++) {
            fields[i] = isThere(i, rows.schema())
                    ? rows.schema()
                            .fieldIndex(layout.features().columns().get(i).name())
                    : next++;
        }
        return new FeatureRows(unlabelled(rows.schema()), fields, rows.schema());
    }

    /** Whether rows have a feature column just as it is read; a second one beside it would cost time. */
    private boolean isThere(int feature, StructType schema) {
        FeatureColumn column = unlabelled(schema).features().columns().get(feature);
        return transformers.isEmpty()
                && column.kind().isReadAs(schema.apply(column.name()).dataType());
    }

    /** As rows of this schema are read to be predicted; what transformers make is read as it is selected. */
    private RowLayout unlabelled(StructType schema) {
        return transformers.isEmpty() ? layout.unlabelled().in(schema) : layout.unlabelled();
    }

    /** The raw columns that prediction needs. */
    public List<String> inputs() {
        return rawColumns.stream()
                .filter(name -> !name.equals(label()) && !layout.weight().equals(Optional.of(name)))
                .toList();
    }

    /**
     * This pipeline over columns of other names or types that hold as many numbers, without transformers.
     *
     * @param schema of the rows, which has them
     * @param columns in order
     * @param missing what a missing cell means
     * @throws UserException if they cannot hold as many
     */
    public FeaturePipeline over(StructType schema, List<String> columns, Invalid missing) {
        List<FeatureColumn> before = layout.features().columns();
        List<FeatureColumn> now = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int numbers = columns.size() == 1
                    ? width()
                    : columns.size() == before.size() ? before.get(i).width() : 1;
            now.add(ColumnRoles.feature(schema, columns.get(i), numbers));
        }
        FeatureReader reader = new FeatureReader(now, layout.features().log1p());
        FeatureWidths.demand(reader, width(), "[" + width() + "]");
        List<String> raw = new ArrayList<>(columns);
        raw.add(label());
        layout.weight().ifPresent(raw::add);
        return new FeaturePipeline(
                Optional.empty(), windows, raw, layout.with(reader, missing), featureScaling, targetScaling);
    }

    /** This pipeline with names for its classes, whose numbers stay what they are. */
    public FeaturePipeline naming(List<String> classes) {
        return new FeaturePipeline(
                transformers,
                windows,
                rawColumns,
                layout.with(target().naming(classes)),
                featureScaling,
                targetScaling);
    }

    FeaturePipeline withScalings(Scaling features, Scaling targets) {
        return new FeaturePipeline(transformers, windows, rawColumns, layout, features, targets);
    }

    Optional<FittedStages> transformers() {
        return transformers;
    }

    List<String> rawColumns() {
        return rawColumns;
    }

    RowLayout layout() {
        return layout;
    }

    TargetReader target() {
        return layout.target().orElseThrow();
    }

    ShardedRows shards(Part part, Sharding sharding) {
        try {
            Dataset<Row> rows = transform(part.rows());
            RowLayout here = layout.in(rows.schema());
            Sharding.Outcome outcome = sharding.in(here).shard(select(rows, here, RowKeys.KEY));
            if (outcome.failed() > 0) {
                outcome.rows().unpersist();
                String source = part.name().equals("training") ? "" : " of the " + part.name() + " source";
                throw BadRowFinder.explain(
                        select(transform(part.numberedRows()), here, RowKeys.ROW),
                        here,
                        source,
                        problem -> part.name().equals(EVALUATION) ? problem.afterTraining() : problem);
            }
            part.demandRows(outcome.rows());
            return outcome.rows();
        } catch (Exception e) {
            throw explain(e, part);
        }
    }

    /** Where a row made something throw, that row. */
    private RuntimeException explain(Exception failure, Part part) {
        Optional<Throwable> thrown = Failures.thrownByATask(failure);
        Optional<String> place = thrown.isEmpty()
                ? Optional.empty()
                : new FailingRowFinder(part.numberedRows(), this::transform, layout.byName()).place();
        return place.<RuntimeException>map(row -> new UserException(
                        row + " of the " + part.name() + " part cannot be computed: "
                                + Failures.firstLine(thrown.get())
                                + " Correct the row, or leave it out by a where condition.",
                        failure))
                .orElseGet(() -> Failures.explain(failure, part.origin()));
    }

    private static Dataset<Row> select(Dataset<Row> transformed, RowLayout layout, String first) {
        List<Column> columns = new ArrayList<>(List.of(functions.col(first)));
        columns.addAll(layout.select());
        return transformed.select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> transform(Dataset<Row> rows) {
        try {
            return transformers.map(stages -> stages.transform(rows)).orElse(rows);
        } catch (Exception e) {
            throw Failures.explain(e, "The model's transformers do not take these rows");
        }
    }
}
