package io.kindling.driver.spark.data;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.UserException;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.WindowsConfig;
import io.kindling.driver.files.BoundedJson;
import io.kindling.driver.files.EnclosedFile;
import io.kindling.driver.files.Location;
import io.kindling.driver.spark.data.row.CellKind;
import io.kindling.driver.spark.data.row.FeatureColumn;
import io.kindling.driver.spark.data.row.FeatureReader;
import io.kindling.driver.spark.data.row.RowLayout;
import io.kindling.driver.spark.data.row.TargetReader;
import io.kindling.driver.spark.data.row.TargetSpec;
import io.kindling.driver.spark.data.source.Failures;
import io.kindling.driver.spark.data.transform.FittedStages;
import io.kindling.kernels.shard.FeatureStorage;
import io.kindling.kernels.shard.Scaling;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** A pipeline in a directory: {@code features.json}, and Spark ML's own format in {@code transformers/}. */
final class PipelineFiles {
    private static final int VERSION = 3;
    private static final String FEATURES = "features.json";
    private static final String TRANSFORMERS = "transformers";

    private static final ObjectMapper JSON = JsonMapper.builder(BoundedJson.factory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true)
            .configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS, true)
            .configure(SerializationFeature.INDENT_OUTPUT, true)
            .configure(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, true)
            .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .build();

    private PipelineFiles() {}

    static void save(FeaturePipeline pipeline, Location directory) {
        try {
            directory.resolve(FEATURES).write(JSON.writeValueAsBytes(Saved.of(pipeline)));
            if (pipeline.transformers().isPresent()) {
                pipeline.transformers().get().save(directory.resolve(TRANSFORMERS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The feature pipeline cannot be written to " + directory, e);
        }
    }

    static FeaturePipeline load(SparkSession spark, Location directory) {
        return load(directory, () -> transformers(spark, directory));
    }

    static FeaturePipeline loadWithoutSpark(Location directory) {
        return load(directory, () -> {
            throw new UserException(directory + " has transformers, which only run on Spark; a model is used without"
                    + " Spark if it was trained without data.transformers.");
        });
    }

    static PipelineDescription describe(Location directory) {
        return read(
                directory,
                saved -> new PipelineDescription(
                        saved.columns,
                        saved.log1p,
                        saved.scaling,
                        saved.storage,
                        saved.target.column,
                        saved.target.classes,
                        saved.target.scaling,
                        saved.transformers));
    }

    private static FeaturePipeline load(Location directory, Supplier<FittedStages> transformers) {
        return read(
                directory,
                saved -> saved.pipeline(saved.transformers ? Optional.of(transformers.get()) : Optional.empty()));
    }

    private static <T> T read(Location directory, Function<Saved, T> use) {
        Location file = EnclosedFile.of(directory, FEATURES);
        try {
            ObjectNode content = BoundedJson.object(JSON, file);
            int version = content.path("version").asInt(VERSION);
            if (version != VERSION) {
                throw new UserException(file + " is of version " + version + ", but this Kindling reads version "
                        + VERSION + ". Use the Kindling that wrote it, or train again.");
            }
            return use.apply(JSON.treeToValue(content, Saved.class));
        } catch (JsonProcessingException e) {
            throw damaged(file, BoundedJson.reason(e));
        } catch (FileNotFoundException e) {
            throw damaged(file, "it is not there");
        } catch (IOException e) {
            throw damaged(file, "it cannot be read (" + e.getMessage() + ")");
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage());
        }
    }

    private static FittedStages transformers(SparkSession spark, Location directory) {
        Location stages = EnclosedFile.of(directory, TRANSFORMERS);
        try {
            return FittedStages.load(spark, stages);
        } catch (UserException e) {
            throw e;
        } catch (Exception e) {
            throw damaged(stages, Failures.firstLine(e));
        }
    }

    private static UserException damaged(Location file, String what) {
        return new UserException(
                file + " is damaged: " + what + ". Train again, or copy the model from where it is whole.");
    }

    /** What {@code features.json} holds. */
    record Saved(
            int version,
            List<FeatureColumn> columns,
            boolean log1p,
            Scaling scaling,
            FeatureStorage storage,
            Invalid invalid,
            @JsonSetter(nulls = Nulls.SET) SavedWindows windows,
            List<String> rawColumns,
            SavedTarget target,
            @JsonSetter(nulls = Nulls.SET) String weight,
            boolean transformers) {
        Saved {
            long width = 0;
            for (FeatureColumn column : columns) {
                demand(column.width() > 0, "column " + column.name() + " has " + column.width() + " numbers");
                width += column.width();
            }
            demand(width <= Integer.MAX_VALUE, "a row has " + width + " features");
            demandFits(scaling, width, "features");
            demandFits(target.scaling, target.spec.width(), "targets");
        }

        static Saved of(FeaturePipeline pipeline) {
            RowLayout layout = pipeline.layout();
            TargetReader target = pipeline.target();
            return new Saved(
                    VERSION,
                    layout.features().columns(),
                    layout.features().log1p(),
                    pipeline.featureScaling(),
                    layout.storage(),
                    layout.invalid(),
                    pipeline.windows().map(SavedWindows::of).orElse(null),
                    pipeline.rawColumns(),
                    new SavedTarget(
                            target.column(),
                            target.kind(),
                            target.spec(),
                            target.classes(),
                            target.indexed(),
                            pipeline.targetScaling()),
                    layout.weight().orElse(null),
                    pipeline.transformers().isPresent());
        }

        private static void demandFits(Scaling scaling, long columns, String what) {
            int factors = scaling.factor().length;
            demand(factors == 1 || factors == columns, columns + " " + what + " have " + factors + " scalings");
        }

        private static void demand(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        FeaturePipeline pipeline(Optional<FittedStages> stages) {
            TargetReader reader =
                    new TargetReader(target.column, target.kind, target.spec, target.classes, target.indexed);
            RowLayout layout = new RowLayout(
                    new FeatureReader(columns, log1p),
                    Optional.of(reader),
                    Optional.ofNullable(weight),
                    storage,
                    invalid);
            return new FeaturePipeline(
                    stages,
                    Optional.ofNullable(windows).map(SavedWindows::config),
                    rawColumns,
                    layout,
                    scaling,
                    target.scaling);
        }
    }

    /** Its part about windows; the column is null if it was not named. */
    record SavedWindows(
            int length,
            int stride,
            @JsonSetter(nulls = Nulls.SET) String column) {
        static SavedWindows of(WindowsConfig windows) {
            return new SavedWindows(
                    windows.length(), windows.step(), windows.column().orElse(null));
        }

        WindowsConfig config() {
            return new WindowsConfig(length, Optional.of(stride), Optional.ofNullable(column));
        }
    }

    /** Its part about the label. */
    record SavedTarget(
            String column, CellKind kind, TargetSpec spec, List<String> classes, boolean indexed, Scaling scaling) {}
}
