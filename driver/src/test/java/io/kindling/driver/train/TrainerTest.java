package io.kindling.driver.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.metric.RegressionMetrics;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private final List<Shard> rows = rows();
    private final Model model = new Model(Shape.of(2), List.of(new Dense(1)), new MeanSquaredError());

    @Test
    void theFullBatchIsPlainGradientDescentAndFindsTheLine() {
        float[] parameters = model.layout().initialize(1);
        TrainingResult result =
                trainer(64, 300, 0.1, Optional.empty(), 300, List.of()).run(parameters);
        assertThat(result.status()).isEqualTo(TrainingResult.Status.COMPLETED);
        assertThat(result.steps()).isEqualTo(300);
        assertThat(result.epochs()).isEqualTo(300);
        // y = 3 x0 - 2 x1 + 0.5.
        assertThat(result.parameters()).containsExactly(new float[] {3, -2, 0.5f}, within(1e-3f));
        assertThat(result.validation().get("r2")).isGreaterThan(0.9999);
    }

    @Test
    void validationComesOnceAnEpochOrEveryNSteps() {
        List<Long> validated = new ArrayList<>();
        TrainingListener listener = TrainingListener.onValidation(validation -> validated.add(validation.step()));
        trainer(16, 10, 0.01, Optional.empty(), 4, List.of(listener))
                .run(model.layout().initialize(1));
        assertThat(validated).containsExactly(4L, 8L, 10L);
    }

    @Test
    void earlyStoppingKeepsTheBestParameters() {
        // A rate at which the loss first falls and then runs away.
        float[] parameters = model.layout().initialize(1);
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = TrainingListener.onValidation(
                validation -> losses.add(validation.figures().get("loss")));
        Trainer trainer = trainer(1, 2000, 0.45, Optional.of(new EarlyStopping(5, 0)), 1, List.of(listener));
        TrainingResult result = trainer.run(parameters);
        assertThat(result.status()).isEqualTo(TrainingResult.Status.EARLY_STOPPED);
        assertThat(result.steps()).isEqualTo(result.bestStep() + 5);
        double least = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        assertThat(result.validation().get("loss")).isEqualTo(least);
    }

    @Test
    void askedToStopItEndsAfterTheStepAtHand() {
        List<Trainer> self = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void step(StepReport step) {
                if (step.step() == 7) {
                    self.get(0).stop();
                }
            }
        };
        self.add(trainer(16, 100, 0.01, Optional.empty(), 5, List.of(listener)));
        TrainingResult result = self.get(0).run(model.layout().initialize(1));
        assertThat(result.status()).isEqualTo(TrainingResult.Status.STOPPED);
        assertThat(result.steps()).isEqualTo(7);
        assertThat(result.bestStep()).isEqualTo(5);
    }

    @Test
    void stepsAreCountedFromOneAndTellRateAndNorm() {
        List<StepReport> steps = new ArrayList<>();
        TrainingListener listener = TrainingListener.onStep(step -> steps.add(step));
        trainer(48, 3, 0.25, Optional.empty(), 3, List.of(listener))
                .run(model.layout().initialize(1));
        assertThat(steps).extracting(StepReport::step).containsExactly(1L, 2L, 3L);
        assertThat(steps).extracting(StepReport::epoch).containsExactly(1L, 1L, 2L);
        assertThat(steps).extracting(StepReport::rows).containsExactly(48L, 16L, 48L);
        assertThat(steps).extracting(StepReport::learningRate).containsOnly(0.25);
        assertThat(steps).allMatch(step -> step.gradientNorm() > 0);
    }

    private Trainer trainer(
            int batch,
            int steps,
            double rate,
            Optional<EarlyStopping> stopping,
            int validateEvery,
            List<TrainingListener> listeners) {
        BatchSampler sampler = new BatchSampler(1, batch, true, Shards.rows(rows));
        Job job = new Job(model, sampler, Scaling.NONE, Scaling.NONE);
        LocalGradientAggregator engine = new LocalGradientAggregator(rows, job, Kernels.best(), 2);
        return new Trainer(
                model,
                new TrainingPlan("test", 64, 64, 3, steps, sampler.stepsPerEpoch()),
                new Trainer.Cadence(validateEvery, "loss", stopping),
                engine,
                Optional.of(new Evaluation(engine, new RegressionMetrics((scaled, column) -> scaled))),
                Optimizer.of(
                        new Sgd(rate, 0, false, 0),
                        new Constant(0).over(steps),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Segment("all", 0, 3, true)),
                        3),
                Workers.single(),
                listeners);
    }

    private static List<Shard> rows() {
        float[][] x = new float[64][2];
        float[][] y = new float[64][1];
        for (int i = 0; i < 64; i++) {
            x[i][0] = (float) Draws.normal(i, 0);
            x[i][1] = (float) Draws.normal(i, 1);
            y[i][0] = 3 * x[i][0] - 2 * x[i][1] + 0.5f;
        }
        return Shards.deal(x, y, 3);
    }
}
