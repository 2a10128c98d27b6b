package io.kindling.driver.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Relu;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    private static final int ROWS = 64;

    @Test
    void aRateThatIsFarTooHighStopsTheRunAndNamesStepLayerAndCause() {
        DivergedException diverged = diverge(1e6, 1, 0);
        assertThat(diverged)
                .hasMessageContaining("Training stopped at step ")
                .hasMessageContaining("It first appears in the output of layers.")
                .hasMessageContaining("(dense)")
                .hasMessageContaining("learning rate that is too high (it was 1000000.0");
    }

    @Test
    void anInfiniteTargetIsFoundInTheLoss() {
        DivergedException diverged = diverge(0.001, Double.POSITIVE_INFINITY, 0);
        assertThat(diverged)
                .hasMessageContaining("at step 1: the loss is Infinity")
                .hasMessageContaining("in the loss");
    }

    @Test
    void anInfiniteFeatureIsFoundInTheFeatures() {
        DivergedException diverged = diverge(0.001, 1, Double.POSITIVE_INFINITY);
        assertThat(diverged).hasMessageContaining("at step 1").hasMessageContaining("in the features");
    }

    @Test
    void theBestParametersSoFarAreKept() {
        TrainingResult kept = fail(3, 1, 0).soFar();
        assertThat(kept.status()).isEqualTo(TrainingResult.Status.FAILED);
        assertThat(kept.validation()).containsKey("loss");
        assertThat(kept.validation().get("loss")).isFinite();
        assertThat(kept.bestStep()).isPositive().isLessThanOrEqualTo(kept.steps());
        for (float parameter : kept.parameters()) {
            assertThat(parameter).isFinite();
        }
    }

    @Test
    void anUpdateThatOverflowsIsNotTakenForSuccess() {
        // The gradient is finite, but the step is so long that the weights are not: only validation can tell.
        assertThat(diverge(1e38, 1, 0))
                .hasMessageContaining("at step 1")
                .hasMessageContaining("the parameters themselves, after an update");
    }

    private static DivergedException diverge(double rate, double targetFactor, double lastFeature) {
        return (DivergedException) fail(rate, targetFactor, lastFeature).reason();
    }

    /** Trains a small regression until it stops. */
    private static TrainingFailedException fail(double rate, double targetFactor, double lastFeature) {
        float[][] x = new float[ROWS][3];
        float[][] y = new float[ROWS][1];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = (float) Draws.normal(i, j);
            }
            y[i][0] = (float) ((1 + Math.abs(x[i][0])) * targetFactor);
        }
        x[ROWS - 1][2] += (float) lastFeature;
        List<Shard> rows = Shards.deal(x, y, 2);
        Model model = new Model(Shape.of(3), List.of(new Dense(8), new Relu(), new Dense(1)), new MeanSquaredError());
        Job job = new Job(model, new BatchSampler(1, ROWS, true, Shards.rows(rows)), Scaling.NONE, Scaling.NONE);
        float[] parameters = model.layout().initialize(1);
        Optimizer optimizer = Optimizer.of(
                new Sgd(rate, 0, false, 0),
                new Constant(0).over(500),
                Optional.empty(),
                Optional.empty(),
                List.of(new Segment("all", 0, parameters.length, true)),
                parameters.length);
        try (LocalGradientAggregator engine = new LocalGradientAggregator(rows, job, Kernels.best(), 2)) {
            Trainer trainer = new Trainer(
                    model,
                    new TrainingPlan("test", ROWS, ROWS, parameters.length, 500, 1),
                    new Trainer.Cadence(1, "loss", Optional.empty()),
                    engine,
                    Optional.of(new Evaluation(engine, new RegressionMetrics((scaled, column) -> scaled))),
                    optimizer,
                    Workers.single(),
                    List.of());
            return catchThrowableOfType(TrainingFailedException.class, () -> trainer.run(parameters));
        }
    }
}
