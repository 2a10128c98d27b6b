package io.kindling.driver.spark.data;

import io.kindling.driver.UserException;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.ShardStorage;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.row.FeatureReader;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.driver.spark.data.source.Failures;
import io.kindling.driver.spark.data.source.Names;
import io.kindling.driver.spark.data.transform.FeatureStages;
import io.kindling.driver.spark.data.transform.FittedStages;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data as configured, checked as far as its schema tells. No row has been looked at, but by CSV's schema inference,
 * and texts that are cut into windows have been counted.
 */
public final class DataPlan {
    private static final Logger LOG = LoggerFactory.getLogger(DataPlan.class);

    private final DataConfig config;
    private final TargetSpec spec;
    private final Optional<FeatureStages> stages;
    private final ColumnRoles roles;
    private final CellKind labelKind;
    private final Parts parts;
    private final Dataset<Row> source;

    private DataPlan(
            DataConfig config,
            TargetSpec spec,
            Optional<FeatureStages> stages,
            ColumnRoles roles,
            CellKind labelKind,
            Parts parts,
            Dataset<Row> source) {
        this.config = config;
        this.spec = spec;
        this.stages = stages;
        this.roles = roles;
        this.labelKind = labelKind;
        this.parts = parts;
        this.source = source;
    }

    /**
     * Opens the sources.
     *
     * @param spec what the model's loss takes
     * @param seed of a split by fraction
     * @throws UserException if a source is not there, or its columns are not what the configuration says
     */
    public static DataPlan of(SparkSession spark, DataConfig config, TargetSpec spec, long seed) {
        return of(Sources.open(spark, config), config, spec, seed);
    }

    /**
     * The same of rows that are there already.
     *
     * @param rows in the place of {@code config.train()}, of which validation is a part
     * @throws UserException if its columns are not what the configuration says
     */
    public static DataPlan of(Dataset<Row> rows, DataConfig config, TargetSpec spec, long seed) {
        return of(new Sources(rows, Optional.empty(), Optional.empty()), config, spec, seed);
    }

    private static DataPlan of(Sources sources, DataConfig config, TargetSpec spec, long seed) {
        if (validatesOnOverlaps(config)) {
            LOG.warn("Windows overlap (data.windows.stride is below length), and data.validation.fraction draws among"
                    + " them: validation bytes are seen in training. Hold out an end of each text instead: a"
                    + " validation source with where: starts_at >= 0.9, and where: ends_at <= 0.9 in data.train.");
        }
        StructType schema = sources.train().schema();
        // Without transformers nothing of Spark ML is loaded.
        Optional<FeatureStages> stages = Optional.of(config.transformers())
                .filter(list -> !list.isEmpty())
                .map(FeatureStages::of);
        ColumnRoles roles = ColumnRoles.of(schema, config, stages);
        CellKind labelKind = Labels.kind(schema.apply(roles.label().column()).dataType(), roles.label(), spec);
        Set<String> needed = new LinkedHashSet<>(roles.raw());
        config.orderBy().ifPresent(needed::add);
        sources.validation().ifPresent(rows -> demandSame(rows.schema(), schema, needed, "data.validation"));
        sources.test().ifPresent(rows -> demandSame(rows.schema(), schema, needed, "data.test"));
        Parts parts = Parts.of(sources, config, new RowKeys(roles.raw(), config.orderBy()), seed);
        return new DataPlan(config, spec, stages, roles, labelKind, parts, sources.train());
    }

    /** The feature columns, as they are after all transformers. */
    public List<String> features() {
        return roles.features();
    }

    /** The column to learn. */
    public String label() {
        return roles.label().column();
    }

    /** Whether the label is a class: a word, or the number of one. */
    public boolean classes() {
        return spec.names() > 0 && (labelKind == CellKind.TEXT || labelKind == CellKind.NUMBER);
    }

    /**
     * The rows as they are in their sources. Sequences that transformers make of them stand beside what they are made of.
     *
     * @throws UserException if transformers cannot be fitted
     */
    public RawRows raw() {
        Optional<FittedStages> fitted = config.sequences().isPresent()
                ? stages.map(all -> all.fit(parts.train().rows()))
                : Optional.empty();
        UnaryOperator<Dataset<Row>> transform =
                rows -> fitted.map(all -> all.transform(rows)).orElse(rows);
        Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
        Stream.of(Optional.of(parts.train()), parts.validation(), parts.test())
                .flatMap(Optional::stream)
                .forEach(part -> rows.put(part.name(), transform.apply(part.rows())));
        // Transformers are made for the rows of the part, which others might not suit.
        Dataset<Row> taken = fitted.isPresent() ? parts.train().rows() : source;
        Dataset<Row> all =
                config.orderBy().map(name -> taken.orderBy(Names.column(name))).orElse(taken);
        Set<String> columns = new LinkedHashSet<>(roles.inputs());
        fitted.ifPresent(stage -> columns.addAll(roles.features()));
        columns.retainAll(List.of(rows.get(parts.train().name()).columns()));
        return new RawRows(rows, transform.apply(all), List.copyOf(columns));
    }

    /**
     * Fits transformers and scalings on the training part, and packs all parts.
     *
     * @param input the shape of a row that the model takes
     * @param shards how many to make of each part; with as many, the same rows give the same bits anywhere
     * @param storage where executors keep them
     * @throws UserException if the widths differ, a cell cannot be read, or a part has no row
     */
    public PreparedData prepare(Shape input, int shards, ShardStorage storage) {
        FeaturePipeline raw = fit(input);
        Sharding sharding = new Sharding(raw.layout(), shards, config.orderBy().isPresent(), storage);
        ShardedRows train = raw.shards(parts.train(), sharding);
        Optional<ShardedRows> validation = parts.validation().map(part -> raw.shards(part, sharding));
        Optional<ShardedRows> test = parts.test().map(part -> raw.shards(part, sharding));
        Scaling features = config.standardize() ? Standardization.ofFeatures(train) : Scaling.by(config.scale());
        Scaling targets = roles.label().standardize() ? Standardization.ofTargets(train) : Scaling.NONE;
        PreparedData data = new PreparedData(train, validation, test, raw.withScalings(features, targets));
        if (data.skipped() > 0) {
            LOG.warn("{} rows were dropped for a missing cell (data.invalid: skip)", data.skipped());
        }
        return data;
    }

    /** As the other, in memory as long as there is room. */
    public PreparedData prepare(Shape input, int shards) {
        return prepare(input, shards, ShardStorage.AUTO);
    }

    private FeaturePipeline fit(Shape input) {
        try {
            Dataset<Row> train = parts.train().rows();
            Optional<FittedStages> fitted = stages.map(all -> all.fit(train));
            Dataset<Row> transformed = fitted.map(all -> all.transform(train)).orElse(train);
            FeatureWidths widths = new FeatureWidths(transformed, roles.features(), config.sequences());
            FeatureReader reader = new FeatureReader(widths.columns(), config.log1p());
            FeatureWidths.demand(reader, input.size(), input.toString());
            RowLayout layout = new RowLayout(
                    reader,
                    Optional.of(Labels.reader(labelKind, roles.label(), spec, train)),
                    roles.weight(),
                    widths.storage(reader, config.invalid()),
                    config.invalid());
            return new FeaturePipeline(fitted, config.windows(), roles.raw(), layout, Scaling.NONE, Scaling.NONE);
        } catch (Exception e) {
            throw Failures.explain(e, "data.train");
        }
    }

    private static boolean validatesOnOverlaps(DataConfig config) {
        return config.windows().filter(cut -> cut.step() < cut.length()).isPresent()
                && config.validation().flatMap(ValidationConfig::fraction).isPresent();
    }

    /** Throws unless a further source has the columns of the training source, with labels of the same kind. */
    private static void demandSame(StructType schema, StructType train, Set<String> columns, String setting) {
        for (String name : columns) {
            Names.demand(schema, name, setting, setting);
            DataType found = schema.apply(name).dataType();
            DataType wanted = train.apply(name).dataType();
            if (!CellKind.of(found).equals(CellKind.of(wanted))) {
                throw new UserException("Column \"" + name + "\" is of type " + found.simpleString() + " in " + setting
                        + ", but of type " + wanted.simpleString() + " in data.train. Give both the same schema.");
            }
        }
    }
}
