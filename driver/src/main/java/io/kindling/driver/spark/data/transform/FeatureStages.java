package io.kindling.driver.spark.data.transform;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.UserException;
import io.kindling.driver.spark.data.source.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The stages of {@code data.transformers}. A stage is named by its class in {@code org.apache.spark.ml.feature}, or by
 * any class's full name; its parameters by Spark ML's own names.
 */
public final class FeatureStages {
    private static final String PACKAGE = "org.apache.spark.ml.feature.";

    private static final List<String> KNOWN = List.of(
            "Binarizer",
            "BucketedRandomProjectionLSH",
            "Bucketizer",
            "ChiSqSelector",
            "CountVectorizer",
            "DCT",
            "ElementwiseProduct",
            "FeatureHasher",
            "HashingTF",
            "IDF",
            "Imputer",
            "IndexToString",
            "Interaction",
            "MaxAbsScaler",
            "MinHashLSH",
            "MinMaxScaler",
            "NGram",
            "Normalizer",
            "OneHotEncoder",
            "PCA",
            "PolynomialExpansion",
            "QuantileDiscretizer",
            "RFormula",
            "RegexTokenizer",
            "RobustScaler",
            "SQLTransformer",
            "StandardScaler",
            "StopWordsRemover",
            "StringIndexer",
            "TargetEncoder",
            "Tokenizer",
            "UnivariateFeatureSelector",
            "VarianceThresholdSelector",
            "VectorAssembler",
            "VectorIndexer",
            "VectorSizeHint",
            "VectorSlicer",
            "Word2Vec");

    private static final List<String> INPUTS = List.of("inputCol", "inputCols", "featuresCol");
    private static final List<String> OUTPUTS = List.of("outputCol", "outputCols");

    private final List<PipelineStage> stages;

    private FeatureStages(List<PipelineStage> stages) {
        this.stages = List.copyOf(stages);
    }

    /**
     * The stages as configured.
     *
     * @throws UserException if a stage or a parameter is unknown, a value is none that it takes, or Spark has no ML module
     */
    public static FeatureStages of(List<Map<String, Map<String, JsonNode>>> transformers) {
        SparkMl.demand("data.transformers");
        List<PipelineStage> stages = new ArrayList<>();
        for (int i = 0; i < transformers.size(); i++) {
            for (Map.Entry<String, Map<String, JsonNode>> entry :
                    transformers.get(i).entrySet()) {
                String where = "data.transformers[" + i + "]." + entry.getKey();
                PipelineStage stage = create(entry.getKey(), where);
                StageParameters.set(stage, entry.getValue(), where);
                demandSelect(stage, where);
                demandOutput(stage, where);
                stages.add(stage);
            }
        }
        return new FeatureStages(stages);
    }

    /** The columns that stages take. */
    public Set<String> inputs() {
        Set<String> names = new LinkedHashSet<>();
        stages.forEach(stage -> names.addAll(columns(stage, INPUTS)));
        return names;
    }

    /**
     * Those of the source's columns that stages need: what they take and, as an SQL statement does not say what it takes,
     * what one names.
     */
    public Set<String> named(List<String> source) {
        Set<String> names = inputs();
        for (PipelineStage stage : stages) {
            if (stage instanceof SQLTransformer sql) {
                source.stream()
                        .filter(name -> word(name).matcher(sql.getStatement()).find())
                        .forEach(names::add);
            }
        }
        return names;
    }

    /**
     * What the columns are after all stages.
     *
     * @param source names the source, for messages
     * @throws UserException if a stage misses a column, or gets one of the wrong type
     */
    public StructType schema(StructType schema, String source) {
        StructType now = schema;
        for (int i = 0; i < stages.size(); i++) {
            PipelineStage stage = stages.get(i);
            String where = "data.transformers[" + i + "]." + stage.getClass().getSimpleName();
            for (String input : columns(stage, INPUTS)) {
                Names.demand(now, input, where, source);
            }
            StructType before = now;
            try {
                now = stage.transformSchema(before);
            } catch (Exception e) {
                throw new UserException(where + ": " + e.getMessage(), e);
            }
            demandAll(before, now, where);
        }
        return now;
    }

    /** Lets each stage look at the rows, as the stages before it leave them. */
    public FittedStages fit(Dataset<Row> rows) {
        return new FittedStages(
                new Pipeline().setStages(stages.toArray(new PipelineStage[0])).fit(rows));
    }

    /** A column's name where it stands alone, in any case. */
    private static Pattern word(String name) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE);
    }

    /** Throws where an SQL statement does not pass a column on: the row's key and label are needed behind it. */
    private static void demandAll(StructType before, StructType after, String where) {
        List<String> lost = new ArrayList<>(List.of(before.fieldNames()));
        lost.removeAll(List.of(after.fieldNames()));
        if (!lost.isEmpty()) {
            throw new UserException(where + " leaves out " + String.join(", ", lost)
                    + ", but it must keep all columns: begin its statement with SELECT *, and choose the features by"
                    + " data.columns or data.exclude.");
        }
    }

    private static PipelineStage create(String name, String where) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> type = Class.forName(name.contains(".") ? name : PACKAGE + name, false, loader);
            return type.asSubclass(PipelineStage.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new UserException(
                    where + ": Spark ML has no feature stage \"" + name + "\"" + Names.suggestion(name, KNOWN)
                            + " Give the name of a class in org.apache.spark.ml.feature, or a full class name.",
                    e);
        }
    }

    private static void demandSelect(PipelineStage stage, String where) {
        if (stage instanceof SQLTransformer sql && sql.isSet(sql.statement())) {
            SelectStatement.problem(sql.getStatement()).ifPresent(problem -> {
                throw new UserException(where + ": " + problem + ".");
            });
        }
    }

    private static void demandOutput(PipelineStage stage, String where) {
        boolean hasOutput = OUTPUTS.stream().anyMatch(stage::hasParam);
        boolean setOutput =
                OUTPUTS.stream().anyMatch(name -> stage.hasParam(name) && stage.isSet(stage.getParam(name)));
        if (hasOutput && !setOutput) {
            throw new UserException(
                    where + " needs a name for its output: set outputCol, or outputCols where it has" + " inputCols.");
        }
    }

    private static List<String> columns(PipelineStage stage, List<String> parameters) {
        List<String> names = new ArrayList<>();
        for (String name : parameters) {
            if (stage.hasParam(name) && stage.isDefined(stage.getParam(name))) {
                Param<Object> parameter = stage.getParam(name);
                Object value = stage.getOrDefault(parameter);
                names.addAll(value instanceof String[] several ? List.of(several) : List.of(value.toString()));
            }
        }
        return names;
    }
}
