package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Allocation;
import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.sync.SyncSettings;
import io.kindling.driver.train.Evaluation;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.Shards;
import io.kindling.driver.train.StepOutcome;
import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.metric.Metrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Shard;
import java.util.List;

/** A network that learns with Kindling. */
final class KindlingPupil implements Pupil {
    private final Exam exam;
    private final GradientAggregator engine;
    private final Synchronization rounds;
    private final Crew crew;
    private final float[] parameters;
    private long step;

    KindlingPupil(Exam exam, GradientAggregator engine, SyncSettings sync, Crew crew, long seed) {
        this.exam = exam;
        this.engine = engine;
        this.crew = crew;
        this.rounds = sync.around(exam.network().model(), exam.network().adam(), crew);
        this.parameters = exam.network().model().layout().initialize(seed);
    }

    @Override
    public Lesson learn(int steps) {
        long first = step;
        long rows = 0;
        double loss = Double.NaN;
        long bytes = Allocation.bytes();
        long start = System.nanoTime();
        while (step < first + steps) {
            List<StepOutcome> outcomes = rounds.advance(step, rounds.mostSteps(), parameters, engine, "peers");
            step += outcomes.size();
            for (StepOutcome outcome : outcomes) {
                rows += outcome.rows();
                loss = outcome.meanLoss();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Lesson(step - first, rows, seconds, loss, Allocation.bytes() - bytes);
    }

    @Override
    public double accuracy(Rows rows) {
        Model model = exam.network().model();
        List<Shard> shards = Shards.deal(rows.x(), rows.y(), crew.size());
        Metrics metrics = Metrics.of(model.loss(), model.output(), (scaled, column) -> scaled);
        try (GradientAggregator held =
                new LocalGradientAggregator(shards, exam.network().job(shards, exam.batch()), Kernels.best(), crew)) {
            return new Evaluation(held, metrics).figures(parameters, "peers").get("accuracy");
        }
    }

    @Override
    public void close() {
        engine.close();
        crew.close();
    }
}
