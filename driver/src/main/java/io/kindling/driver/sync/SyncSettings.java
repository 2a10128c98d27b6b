package io.kindling.driver.sync;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.train.ExactSteps;
import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.sum.Compression;
import io.kindling.kernels.sum.Uncompressed;
import java.util.Optional;

/** How often shards meet, and what they send. By default after each step, and all of it. */
public record SyncSettings(
        @Default("1")
        @Range("[1, 1000000]")
        @Help("Optimizer steps that each shard takes by itself between averages; 1: each step is over all shards")
        int localSteps,

        @Help("How the shards' mean change becomes a step; by default with these defaults if local_steps is above 1")
        Optional<OuterSettings> outer,

        @Default("none") @Help("What is done with the numbers that a shard sends; see docs/sync.md")
        Compression compression) {
    /** One gradient over all shards a step. */
    public static final SyncSettings EXACT = new SyncSettings(1, Optional.empty(), new Uncompressed());

    /** These settings at work, around an optimizer that has taken no step yet. */
    public Synchronization around(Model model, Optimizer optimizer, Workers workers) {
        return localSteps == 1 && outer.isEmpty()
                ? new ExactSteps(model, optimizer, workers, compression)
                : new LocalSteps(model, optimizer, workers, this);
    }

    /** Why a run with these settings gives other bits where executors are lost or shards move; nothing where it does not. */
    public Optional<String> inexact() {
        return compression.keepsResiduals()
                ? Optional.of(
                        "training.sync.compression: top_k keeps what was not sent on the executors, where it is lost"
                                + " with them")
                : Optional.empty();
    }
}
