package io.kindling.driver.optim.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.optim.Adam;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.Rmsprop;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.schedule.Constant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FadedTest {
    static List<OptimizerSettings> optimizers() {
        return List.of(
                new Adam(0.001, 0.9, 0.9, 1e-8, false, 0),
                new Adam(0.001, 0.9, 0.9, 1e-8, true, 0),
                new Sgd(0.01, 0.9, false, 0),
                new Sgd(0.01, 0.9, true, 0),
                new Rmsprop(0.01, 0.9, 1e-8, 0.5, 0));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void whatNoGradientReachesAnyMoreFadesButNotToSubnormalNumbers(OptimizerSettings settings) {
        Optimizer optimizer = Optimizer.of(
                settings,
                new Constant(0).over(1),
                Optional.empty(),
                Optional.empty(),
                List.of(new Segment("dead", 0, 4, true)),
                4);
        float[] parameters = {1, 2, 3, 4};
        optimizer.step(parameters, new float[] {1, -1, 1e-3f, 1e3f});
        for (int step = 0; step < 3000; step++) {
            optimizer.step(parameters, new float[4]);
        }
        optimizer.state().arrays().forEach((name, array) -> {
            for (float number : array) {
                assertThat(number == 0 || Math.abs(number) >= Float.MIN_NORMAL)
                        .as("%s: %s", name, number)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void ordinaryNumbersStayAsTheyAre(float number) {
        assertThat(Faded.normal(number)).isEqualTo(number);
    }

    static float[] ordinary() {
        return new float[] {0, 1, -1, 1e-20f, -1e-20f, 3.4e38f, -7e-10f};
    }
}
