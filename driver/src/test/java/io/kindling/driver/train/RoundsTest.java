package io.kindling.driver.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.work.ShardWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How the loop cuts rounds of several steps, and what it tells of them. */
class RoundsTest {
    private final List<String> rounds = new ArrayList<>();
    private final List<StepReport> steps = new ArrayList<>();
    private long bad = -1;
    private Checkpoints checkpoints = Checkpoints.NONE;

    @Test
    void roundsEndAtValidationsAndEpochs() {
        // 25 steps, 11 an epoch, a validation after each 8th.
        TrainingResult result = trainer(8).run(new float[1]);
        assertThat(rounds).containsExactly("0+8", "8+3", "11+5", "16+6", "22+2", "24+1");
        assertThat(result.steps()).isEqualTo(25);
    }

    @Test
    void checkpointsAreAskedForAfterEachRoundAndCutNone() {
        List<Long> reached = new ArrayList<>();
        checkpoints = new Checkpoints() {
            @Override
            public void taken(long step, boolean newBest, Supplier<TrainingState> state) {
                reached.add(step);
            }

            @Override
            public void stopped(Supplier<TrainingState> state) {}

            @Override
            public void completed(Supplier<TrainingState> state) {}
        };
        trainer(8).run(new float[1]);
        assertThat(reached).containsExactly(8L, 11L, 16L, 22L, 24L, 25L);
    }

    @Test
    void theTimeOfARoundIsSharedOutAmongItsSteps() {
        trainer(8).run(new float[1]);
        assertThat(steps.get(0).round()).isEqualTo(new RoundTimes(1, 2, 3, 4, 5));
        assertThat(steps.get(8).round()).isEqualTo(new RoundTimes(2, 5, 8, 10, 13));
    }

    @Test
    void eachStepOfARoundIsToldByItself() {
        trainer(8).run(new float[1]);
        assertThat(steps).extracting(StepReport::step).startsWith(1L, 2L, 3L).hasSize(25);
        assertThat(steps).extracting(StepReport::loss).startsWith(0.0, 1.0, 2.0);
        assertThat(steps).extracting(StepReport::epoch).endsWith(2L, 3L, 3L, 3L);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).nanos()).isGreaterThan(steps.get(i - 1).nanos());
        }
    }

    @Test
    void aDivergenceWithinARoundNamesItsStep() {
        bad = 13;
        assertThatThrownBy(() -> trainer(8).run(new float[1]))
                .hasMessageContaining("Training stopped at step 14: the loss is NaN")
                .hasMessageContaining("a shard that had taken 2 steps by itself");
        assertThat(steps).hasSize(13);
    }

    private Trainer trainer(int mostSteps) {
        return new Trainer(
                new TrainingPlan("test", 1, 0, 1, 25, 11),
                new Trainer.Cadence(8, "loss", Optional.empty()),
                new NoRows(),
                Optional.empty(),
                Optimizer.of(
                        new Sgd(0.1, 0, false, 0),
                        new Constant(0).over(25),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Segment("all", 0, 1, true)),
                        1),
                new Recorded(mostSteps),
                List.of(TrainingListener.onStep(step -> steps.add(step))),
                checkpoints);
    }

    /** An engine that has nothing to do. */
    private static final class NoRows implements GradientAggregator {
        @Override
        public GradientSum aggregate(ShardWork work, float[] weights, String description) {
            throw new IllegalStateException("nobody asks for it");
        }

        @Override
        public RoundTimes times() {
            return new RoundTimes(8, 16, 24, 32, 40);
        }

        @Override
        public void close() {}
    }

    /** Rounds of steps whose loss is their number. */
    private final class Recorded implements Synchronization {
        private final int mostSteps;

        Recorded(int mostSteps) {
            this.mostSteps = mostSteps;
        }

        @Override
        public int mostSteps() {
            return mostSteps;
        }

        @Override
        public List<StepOutcome> advance(
                long step, int count, float[] parameters, GradientAggregator rows, String description) {
            rounds.add(step + "+" + count);
            List<StepOutcome> outcomes = new ArrayList<>();
            for (long i = step; i < step + count; i++) {
                outcomes.add(new StepOutcome(i == bad ? Double.NaN : i, 1, 1, 1, 0.1));
            }
            return outcomes;
        }

        @Override
        public OptimizerState state() {
            return new OptimizerState(0, Map.of(), Collections.emptyMap());
        }

        @Override
        public void restore(OptimizerState saved) {}
    }
}
