package io.kindling.driver.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindling.driver.config.binding.Binder;
import io.kindling.driver.config.binding.Bound;
import io.kindling.driver.config.binding.ConfigWriter;
import io.kindling.driver.config.binding.YamlDocument;
import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.Optimizers;
import io.kindling.driver.optim.schedule.ScheduleSettings;
import io.kindling.driver.optim.schedule.Schedules;
import io.kindling.driver.solver.SolverSettings;
import io.kindling.driver.solver.Solvers;
import io.kindling.kernels.augmentation.Augmentation;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.registry.AugmentationRegistry;
import io.kindling.kernels.registry.CompressionRegistry;
import io.kindling.kernels.registry.InitializerRegistry;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.registry.LossRegistry;
import io.kindling.kernels.sum.Compression;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Between YAML and configuration records: the binder, with all that can be named in a run, and the checks across sections. */
public final class ConfigLoader {
    private static final Binder BINDER = WindowForms.addTo(Binder.builder())
            .choice(Layer.class, LayerRegistry.BY_NAME, UserClasses.of(Layer.class))
            .choice(Loss.class, LossRegistry.BY_NAME, UserClasses.of(Loss.class))
            .choice(Initializer.class, InitializerRegistry.BY_NAME, UserClasses.of(Initializer.class))
            .choice(OptimizerSettings.class, Optimizers.BY_NAME, UserClasses.of(OptimizerSettings.class))
            .choice(ScheduleSettings.class, Schedules.BY_NAME, UserClasses.of(ScheduleSettings.class))
            .choice(Augmentation.class, AugmentationRegistry.BY_NAME, UserClasses.of(Augmentation.class))
            .choice(SolverSettings.class, Solvers.BY_NAME)
            .choice(Compression.class, CompressionRegistry.BY_NAME)
            .with(ShardCount.class, "auto or a whole number", ConfigLoader::shardCount, ConfigLoader::node)
            .with(JsonNode.class, "any value", node -> node, node -> node)
            .build();

    private ConfigLoader() {}

    /** The binder, for the reference page of all settings. */
    static Binder binder() {
        return BINDER;
    }

    /**
     * Reads a run's configuration.
     *
     * @param file YAML
     * @param overrides {@code path=value}, as from {@code --set}
     * @throws io.kindling.driver.config.binding.ConfigException with all problems at once
     */
    public static RunConfig load(Path file, List<String> overrides) {
        return check(BINDER.read(YamlDocument.read(file).with(overrides), RunConfig.class));
    }

    /** Reads a run's configuration from a text; messages call it by the name. */
    public static RunConfig parse(String name, String yaml) {
        return check(BINDER.read(YamlDocument.parse(name, yaml), RunConfig.class));
    }

    /** As the other, with settings like those of {@code --set} over those of the text. */
    public static RunConfig parse(String name, String yaml, List<String> overrides) {
        return check(BINDER.read(YamlDocument.parse(name, yaml).with(overrides), RunConfig.class));
    }

    /**
     * A run's configuration from a tree of the same form as in YAML.
     *
     * @param name what messages call the tree
     * @throws io.kindling.driver.config.binding.ConfigException with all problems at once
     */
    public static RunConfig of(String name, ObjectNode tree) {
        return check(BINDER.read(new YamlDocument(name, tree, Map.of(), List.of()), RunConfig.class));
    }

    /**
     * The value that a piece of YAML holds, as a tree for {@link #of}.
     *
     * @param name what messages call it
     */
    public static JsonNode value(String name, String yaml) {
        return YamlDocument.value(name, yaml);
    }

    /** A run's configuration as a JSON tree of the same form as in YAML, with all defaults spelled out. */
    public static ObjectNode tree(RunConfig config) {
        return new ConfigWriter(BINDER).tree(config);
    }

    /** The configuration as YAML, with all defaults spelled out. */
    public static String write(RunConfig config) {
        return new ConfigWriter(BINDER).write(config);
    }

    /** A network and its loss as a JSON tree of the same form as in YAML. */
    public static ObjectNode tree(ModelConfig config) {
        return new ConfigWriter(BINDER).tree(config);
    }

    /**
     * The inverse of {@link #tree}.
     *
     * @param name what messages call the tree
     */
    public static ModelConfig modelOf(String name, ObjectNode tree) {
        return BINDER.bind(new YamlDocument(name, tree, Map.of(), List.of()), ModelConfig.class);
    }

    /** What only shows when sections are seen together. */
    private static RunConfig check(Bound<RunConfig> bound) {
        return bound.check("model", ModelConfig.class, (model, problems) -> ModelChecks.run(model, bound))
                .check(ModelChecks::validationIsThere)
                .check(SolverChecks::run)
                .check(ModelChecks::sequencesFit)
                .check(ModelChecks::idsAreNotAugmented)
                .orThrow();
    }

    private static ShardCount shardCount(JsonNode node) {
        if (node.isTextual() && node.asText().equals("auto")) {
            return ShardCount.AUTO;
        }
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return ShardCount.of(node.intValue());
        }
        throw new IllegalArgumentException("it must be auto or a number from 1 on");
    }

    private static JsonNode node(ShardCount shards) {
        return shards.equals(ShardCount.AUTO) ? TextNode.valueOf("auto") : IntNode.valueOf(shards.count());
    }
}
