package io.kindling.driver.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kindling.driver.optim.rule.Momentum;
import io.kindling.driver.optim.rule.ScaleByLearningRate;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.schedule.Schedule;
import io.kindling.driver.optim.schedule.StepDecay;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    private static final Schedule CONSTANT = (rate, step) -> rate;
    private static final List<Segment> THREE = List.of(new Segment("all", 0, 3, true));

    private static Optimizer of(OptimizerSettings settings, Schedule schedule) {
        return Optimizer.of(settings, schedule, Optional.empty(), Optional.empty(), THREE, 3);
    }

    @Test
    void theScheduleSetsTheRateOfEachStep() {
        Optimizer optimizer = of(new Sgd(1, 0, false, 0), new StepDecay(1, 0.5, 0).over(10));
        float[] parameters = new float[3];
        assertThat(optimizer.learningRate()).isEqualTo(1);
        optimizer.step(parameters, new float[] {1, 2, 4});
        assertThat(optimizer.learningRate()).isEqualTo(1);
        optimizer.step(parameters, new float[] {1, 2, 4});
        assertThat(optimizer.learningRate()).isEqualTo(0.5);
        assertThat(parameters).containsExactly(-1.5f, -3, -6);
    }

    @Test
    void theNormOfTheLastGradientIsThatBeforeClipping() {
        Optimizer optimizer =
                Optimizer.of(new Sgd(1, 0, false, 0), CONSTANT, Optional.of(1.0), Optional.empty(), THREE, 3);
        assertThat(optimizer.gradientNorm()).isZero();
        optimizer.step(new float[3], new float[] {2, 3, 6});
        assertThat(optimizer.gradientNorm()).isEqualTo(7);
    }

    @Test
    void aGradientThatIsNoNumberShowsInTheNorm() {
        Optimizer optimizer = of(new Sgd(1, 0, false, 0), CONSTANT);
        optimizer.step(new float[3], new float[] {1, Float.NaN, 1});
        assertThat(optimizer.gradientNorm()).isNaN();
    }

    @Test
    void numbersOutsideTheirRangesAreRefusedWithNameValueAndRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(new Sgd(-0.1, 1, false, 0), CONSTANT))
                .withMessage("learning_rate is -0.1, must lie in [0, inf); momentum is 1.0, must lie in [0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(new AdamW(0.1, 0.9, 1.5, 0, Double.NaN), CONSTANT))
                .withMessage("beta2 is 1.5, must lie in [0, 1); epsilon is 0.0, must lie in (0, inf);"
                        + " weight_decay is NaN, must lie in [0, inf)");
    }

    @Test
    void nesterovWithoutMomentumIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sgd(0.1, 0, true, 0))
                .withMessage("nesterov is true, but momentum is 0; give a momentum, such as 0.9");
    }

    @Test
    void arraysOfAnotherLengthAreRefused() {
        Optimizer optimizer = of(new Sgd(1, 0, false, 0), CONSTANT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.step(new float[2], new float[3]))
                .withMessage("The optimizer was made for 3 parameters, but parameters has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.step(new float[3], new float[2]))
                .withMessage("The optimizer was made for 3 parameters, but gradient has 2");
    }

    @Test
    void twoRulesThatKeepTheSameStateAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Optimizer(
                        List.of(new Momentum(0.9), new ScaleByLearningRate(), new Momentum(0.5)),
                        1,
                        CONSTANT,
                        THREE,
                        3))
                .withMessageContaining("Two rules of the chain keep a state called momentum");
    }

    @Test
    void clippingMayComeAndGoBetweenSavingAndRestoring() {
        Optimizer clipping =
                Optimizer.of(new Sgd(1, 0.5, false, 0), CONSTANT, Optional.of(1.0), Optional.empty(), THREE, 3);
        clipping.step(new float[3], new float[] {3, 0, 0});
        Optimizer plain = of(new Sgd(1, 0.5, false, 0), CONSTANT);
        plain.restore(clipping.state());
        float[] parameters = new float[3];
        plain.step(parameters, new float[] {0, 1, 0});
        assertThat(parameters[0]).isBetween(-0.5f, -0.499f);
        assertThat(parameters[1]).isEqualTo(-1);
    }
}
