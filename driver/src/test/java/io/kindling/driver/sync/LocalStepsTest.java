package io.kindling.driver.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.optim.Adam;
import io.kindling.driver.optim.Nadam;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.rule.Segments;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.driver.train.ExactSteps;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.Shards;
import io.kindling.driver.train.StepOutcome;
import io.kindling.driver.train.Synchronization;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.normalization.BatchNorm;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.Bf16;
import io.kindling.kernels.sum.TopK;
import io.kindling.kernels.sum.Uncompressed;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A line w·x + b through a few points, small enough to be followed by hand in double. */
class LocalStepsTest {
    private static final double RATE = 0.05;
    private static final OuterSettings AVERAGE = new OuterSettings(1, 0);

    private final Model line = new Model(Shape.of(1), List.of(new Dense(1)), new MeanSquaredError());
    /** Five rows in two shards: three and two. Without shuffling, batches of 2 take one of each. */
    private final float[][] x = {{1}, {-2}, {3}, {0.5f}, {-1}};

    private final float[][] y = {{2}, {1}, {-1}, {4}, {0.5f}};

    @Test
    void theMeanOfTwoShardsWeightsIsTheOneWorkedOutByHand() {
        float[] weights = {0.3f, -0.2f};
        List<StepOutcome> outcomes = roundOf(settings(3, AVERAGE), weights, 3);

        double[] expected = meanByHand(0.3, -0.2);
        assertThat(weights[0]).isCloseTo((float) expected[0], within(1e-6f));
        assertThat(weights[1]).isCloseTo((float) expected[1], within(1e-6f));
        assertThat(outcomes).extracting(StepOutcome::rows).containsExactly(2L, 2L, 1L);
        double first = square(0.3 * 1 - 0.2 - 2) + square(0.3 * -2 - 0.2 - 1);
        assertThat(outcomes.get(0).loss()).isCloseTo(first, within(1e-5));
    }

    @Test
    void theOuterStepIsNesterovsOnTheMeanChange() {
        double rate = 0.7;
        double momentum = 0.9;
        float[] weights = {0.3f, -0.2f};
        double[] w = {0.3, -0.2};
        double[] b = {0, 0};
        Synchronization rounds =
                new LocalSteps(line, sgd(), Workers.single(), settings(3, new OuterSettings(rate, momentum)));
        try (LocalGradientAggregator engine = engine(line, x, y, 2, 2)) {
            for (int round = 0; round < 4; round++) {
                rounds.advance(3L * round, 3, weights, engine, "round");
                double[] mean = meanByHand(w[0], w[1]);
                for (int i = 0; i < 2; i++) {
                    double gradient = w[i] - mean[i];
                    b[i] = momentum * b[i] + gradient;
                    w[i] -= rate * (gradient + momentum * b[i]);
                    assertThat(weights[i]).isCloseTo((float) w[i], within(2e-6f));
                }
            }
        }
    }

    @Test
    void oneLocalStepOfGradientDescentIsTheExactStep() {
        float[] local = {0.3f, -0.2f};
        roundOf(settings(1, AVERAGE), local, 1);
        float[] exact = {0.3f, -0.2f};
        try (LocalGradientAggregator engine = engine(line, x, y, 2, 2)) {
            new ExactSteps(line, sgd(), Workers.single()).advance(0, 1, exact, engine, "step");
        }
        assertThat(local).containsExactly(exact, within(1e-6f));
    }

    @Test
    void aSingleShardTakesTheStepsThatExactOnesAre() {
        Model model =
                new Model(Shape.of(3), List.of(new BatchNorm(), new Dense(5), new Dense(1)), new MeanSquaredError());
        for (OptimizerSettings settings : List.of(new Adam(0.01, 0.9, 0.999, 1e-8, true, 0), nadam())) {
            float[] local = model.layout().initialize(1);
            float[] exact = local.clone();
            Optimizer forExact = optimizer(model, settings);
            Optimizer forLocal = optimizer(model, settings);
            float[][] features = normal(40, 3, 1);
            float[][] targets = normal(40, 1, 2);
            try (LocalGradientAggregator engine = engine(model, features, targets, 1, 8)) {
                Synchronization steps = new ExactSteps(model, forExact, Workers.single());
                for (int step = 0; step < 12; step++) {
                    steps.advance(step, 1, exact, engine, "step");
                }
                Synchronization rounds = new LocalSteps(model, forLocal, Workers.single(), settings(5, AVERAGE));
                rounds.advance(0, 5, local, engine, "round");
                rounds.advance(5, 5, local, engine, "round");
                rounds.advance(10, 2, local, engine, "round");
            }
            // Differences travel times the weight of the rows: the last bits are rounded.
            assertThat(local).containsExactly(exact, within(2e-5f));
            assertThat(forLocal.steps()).isEqualTo(12);
            forLocal.state()
                    .arrays()
                    .forEach((name, array) -> assertThat(array)
                            .describedAs(name)
                            .containsExactly(forExact.state().arrays().get(name), within(1e-5f)));
            forLocal.state()
                    .numbers()
                    .forEach((name, number) -> assertThat(number)
                            .describedAs(name)
                            .isCloseTo(forExact.state().numbers().get(name), within(1e-12)));
        }
    }

    @Test
    void aShardWithoutRowsDoesNotDisturb() {
        List<Shard> two = Shards.deal(x, y, 2);
        List<Shard> three = new ArrayList<>(two);
        three.add(Shards.deal(new float[][] {{1}}, new float[][] {{1}}, 2).get(1));
        float[] ofTwo = afterARoundOverAllRows(two);
        float[] ofThree = afterARoundOverAllRows(three);
        assertThat(ofThree).containsExactly(ofTwo);
    }

    private float[] afterARoundOverAllRows(List<Shard> shards) {
        Job job = new Job(line, new BatchSampler(1, 5, false, Shards.rows(shards)), Scaling.NONE, Scaling.NONE);
        Optimizer optimizer = optimizer(line, nadam());
        float[] weights = {0.3f, -0.2f};
        try (LocalGradientAggregator engine = new LocalGradientAggregator(shards, job, Kernels.best(), 2)) {
            Synchronization rounds = new LocalSteps(line, optimizer, Workers.single(), settings(3, AVERAGE));
            rounds.advance(0, 3, weights, engine, "round");
            rounds.advance(3, 3, weights, engine, "round");
        }
        assertThat(optimizer.state().arrays().get("nadam.square")).doesNotContain(0f);
        return weights;
    }

    @Test
    void goingOnFromASavedStateGivesTheSameBits() {
        for (SyncSettings settings :
                List.of(settings(4, new OuterSettings(0.7, 0.9)), new SyncSettings(4, Optional.empty(), new Bf16()))) {
            float[] whole = line.layout().initialize(3);
            float[] cut = whole.clone();
            try (LocalGradientAggregator engine = engine(line, x, y, 2, 2)) {
                Synchronization through = new LocalSteps(line, optimizer(line, nadam()), Workers.single(), settings);
                through.advance(0, 4, whole, engine, "round");
                through.advance(4, 4, whole, engine, "round");
                Synchronization first = new LocalSteps(line, optimizer(line, nadam()), Workers.single(), settings);
                first.advance(0, 4, cut, engine, "round");
                OptimizerState saved = copy(first.state());
                Synchronization second = new LocalSteps(line, optimizer(line, nadam()), Workers.single(), settings);
                second.restore(saved);
                second.advance(4, 4, cut, engine, "round");
                assertThat(second.state().steps()).isEqualTo(8);
            }
            assertThat(cut).containsExactly(whole);
        }
    }

    @Test
    void aStateOfExactStepsIsRefused() {
        Synchronization rounds = new LocalSteps(line, sgd(), Workers.single(), settings(4, AVERAGE));
        assertThatThrownBy(() -> rounds.restore(sgd().state()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training.sync");
    }

    @Test
    void numbersThatAreNotFiniteLeaveTheParametersAsTheyWere() {
        float[] weights = {0.3f, -0.2f};
        y[2][0] = Float.POSITIVE_INFINITY;
        List<StepOutcome> outcomes = roundOf(settings(3, AVERAGE), weights, 3);
        assertThat(outcomes.get(1).meanLoss()).isInfinite();
        assertThat(weights).containsExactly(0.3f, -0.2f);
    }

    @Test
    void withTopKTheStateStaysAndTheLineIsFoundAllTheSame() {
        float[][] features = normal(64, 2, 1);
        float[][] targets = new float[64][1];
        for (int i = 0; i < 64; i++) {
            targets[i][0] = 3 * features[i][0] - 2 * features[i][1] + 0.5f;
        }
        Model plane = new Model(Shape.of(2), List.of(new Dense(1)), new MeanSquaredError());
        for (int localSteps : new int[] {1, 4}) {
            float[] weights = plane.layout().initialize(1);
            Optimizer optimizer = optimizer(plane, new Adam(0.05, 0.9, 0.999, 1e-8, false, 0));
            Synchronization rounds = new SyncSettings(localSteps, Optional.empty(), new TopK(0.3))
                    .around(plane, optimizer, Workers.single());
            try (LocalGradientAggregator engine = engine(plane, features, targets, 2, 32)) {
                for (int step = 0; step < 600; step += localSteps) {
                    rounds.advance(step, localSteps, weights, engine, "round");
                }
            }
            assertThat(weights).containsExactly(new float[] {3, -2, 0.5f}, within(0.05f));
        }
    }

    /** Three steps of gradient descent on each shard by itself, in double, and the mean by rows: 3 and 2. */
    private double[] meanByHand(double w, double b) {
        double[] first = descend(w, b, 0, 2, 4);
        double[] second = descend(w, b, 1, 3);
        return new double[] {(3 * first[0] + 2 * second[0]) / 5, (3 * first[1] + 2 * second[1]) / 5};
    }

    /** A step for each row in turn. */
    private double[] descend(double startW, double startB, int... rows) {
        double w = startW;
        double b = startB;
        for (int row : rows) {
            double error = w * x[row][0] + b - y[row][0];
            w -= RATE * 2 * error * x[row][0];
            b -= RATE * 2 * error;
        }
        return new double[] {w, b};
    }

    private List<StepOutcome> roundOf(SyncSettings settings, float[] weights, int steps) {
        try (LocalGradientAggregator engine = engine(line, x, y, 2, 2)) {
            return new LocalSteps(line, sgd(), Workers.single(), settings).advance(0, steps, weights, engine, "round");
        }
    }

    private static SyncSettings settings(int localSteps, OuterSettings outer) {
        return new SyncSettings(localSteps, Optional.of(outer), new Uncompressed());
    }

    private static LocalGradientAggregator engine(Model model, float[][] x, float[][] y, int shards, int batch) {
        List<Shard> rows = Shards.deal(x, y, shards);
        BatchSampler sampler = new BatchSampler(1, batch, false, Shards.rows(rows));
        return new LocalGradientAggregator(
                rows, new Job(model, sampler, Scaling.NONE, Scaling.NONE), Kernels.best(), 2);
    }

    private Optimizer sgd() {
        return optimizer(line, new Sgd(RATE, 0, false, 0));
    }

    private static Nadam nadam() {
        return new Nadam(0.01, 0.9, 0.999, 1e-8, 0.004, 0);
    }

    private static Optimizer optimizer(Model model, OptimizerSettings settings) {
        return Optimizer.of(
                settings,
                new Constant(0).over(1000),
                Optional.empty(),
                Optional.empty(),
                Segments.of(model.layout()),
                model.layout().parameters());
    }

    private static OptimizerState copy(OptimizerState state) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        state.arrays().forEach((name, array) -> arrays.put(name, array.clone()));
        return new OptimizerState(state.steps(), arrays, new LinkedHashMap<>(state.numbers()));
    }

    private static float[][] normal(int rows, int columns, long key) {
        float[][] numbers = new float[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                numbers[i][j] = (float) Draws.normal(key, (long) i * columns + j);
            }
        }
        return numbers;
    }

    private static double square(double number) {
        return number * number;
    }
}
