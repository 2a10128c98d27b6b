package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.Treatment;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.spark.data.DataPlan;
import io.kindling.driver.spark.data.RawRows;
import io.kindling.kernels.attention.Embedding;
import io.kindling.kernels.attention.TiedEmbedding;
import io.kindling.kernels.model.Model;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What is to be looked at for a run. */
public final class ConfiguredAudit {
    private ConfiguredAudit() {}

    /** The run's rows, before its transformers. */
    public static AuditInput of(RunConfig config, Model model, DataPlan plan) {
        RawRows rows = plan.raw();
        return new AuditInput(
                rows.parts(),
                rows.inOrder(),
                config.data()
                        .orderBy()
                        .map(column -> "data.order_by: " + column)
                        .orElse("the order of data.train"),
                rows.columns(),
                Optional.of(plan.label()),
                plan.classes(),
                treatment(config.data(), model));
    }

    private static Treatment treatment(DataConfig data, Model model) {
        boolean tokens = data.sequences().isPresent() || data.windows().isPresent();
        return new Treatment(
                data.standardize(),
                data.scale(),
                data.log1p(),
                !data.transformers().isEmpty(),
                Optional.of(model.input()).filter(shape -> shape.rank() == 3 && !tokens),
                vocabulary(model),
                data.sequences()
                        .map(sequences -> OptionalInt.of(sequences.length()))
                        .orElse(OptionalInt.empty()));
    }

    private static OptionalInt vocabulary(Model model) {
        return model.layers().stream()
                .flatMap(layer -> layer instanceof Embedding embedding
                        ? Stream.of(embedding.vocabulary())
                        : layer instanceof TiedEmbedding tied ? Stream.of(tied.vocabulary()) : Stream.empty())
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
