package io.kindling.driver.run;

import io.kindling.driver.UserException;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.plan.Measured;
import io.kindling.driver.plan.PassSpeed;
import io.kindling.driver.report.Ledger;
import io.kindling.driver.spark.SparkCluster;
import io.kindling.driver.spark.data.PreparedData;
import io.kindling.driver.train.Checkpoints;
import io.kindling.driver.train.StepReport;
import io.kindling.driver.train.Trainer;
import io.kindling.driver.train.TrainingListener;
import io.kindling.driver.train.TrainingPlan;
import io.kindling.kernels.model.MemoryPlan;
import io.kindling.kernels.model.Model;
import java.io.PrintStream;
import java.util.List;

/**
 * Takes steps of a run, by Spark jobs, a thousand of them or for a minute: Java and Spark take so long to get up to speed. The
 * last hundred speak for the others. Nothing is written, and what was learned is forgotten.
 */
public final class TrialRun implements TrainingListener {
    private static final long MOST_STEPS = 1000;
    private static final long SPEAKING = 100;
    private static final double MOST_SECONDS = 60;

    private Ledger ledger = new Ledger();
    private Ledger before = ledger;
    private Trainer trainer;
    private long started;

    private TrialRun() {}

    /**
     * Measures.
     *
     * @param out told where not all executors compute the same bits
     * @throws UserException if the data do not fit, or a step is more than a batch
     */
    public static Measured measure(RunConfig config, SparkCluster cluster, PrintStream out) {
        return new TrialRun().run(config, cluster, out);
    }

    private Measured run(RunConfig config, SparkCluster cluster, PrintStream out) {
        if (config.training().solver().fullBatch()) {
            throw new UserException("training.solver: what is forecast are steps of a batch each, and lbfgs takes none;"
                    + " for the plan leave it out, by --set training.solver=mini_batch");
        }
        int shards = config.spark().shards().orElse(cluster.slots());
        RunConfig settled = config.withShards(shards).withEngine(RunConfig.Engine.SPARK);
        Model model = config.model().model();
        MemoryPlan memory = MemoryPlan.of(model, config.training().augmentations());
        PreparedData data = cluster.prepare(config, model, shards);
        try (RunEngine engine = new RunEngine(settled, cluster, model, memory, data, out::println)) {
            trainer = engine.trainer(List.of(this), Checkpoints.NONE);
            trainer.run(model.layout().initialize(config.seed()));
            // One that was just begun says less than the whole one before it.
            Ledger last = ledger.steps() * 2 < before.steps() ? before : ledger;
            if (last.steps() == 0) {
                throw new UserException("The run has too few steps to be measured; raise training.epochs for the plan");
            }
            return new Measured(
                    cluster.executors(),
                    cluster.slots(),
                    shards,
                    config.training().batchSize(),
                    data.train().rows(),
                    model.layout().length(),
                    last.parts(),
                    new PassSpeed(model, memory.trainingRows()));
        }
    }

    @Override
    public void started(TrainingPlan plan) {
        started = System.nanoTime();
        ledger.started(plan);
    }

    @Override
    public void step(StepReport step) {
        ledger.step(step);
        double seconds = (System.nanoTime() - started) / 1e9;
        if (step.step() >= MOST_STEPS || seconds > MOST_SECONDS) {
            trainer.stop();
        } else if (ledger.steps() == SPEAKING) {
            before = ledger;
            ledger = new Ledger();
        }
    }
}
