package io.kindling.driver.optim.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 65_535, 65_536, 65_537, 200_003})
    void everyNumberOfTheRangeCountsOnceAndNoOther(int length) {
        float[] x = new float[length + 4];
        Arrays.fill(x, 100);
        double sum = 0;
        for (int i = 0; i < length; i++) {
            x[i + 2] = i % 5;
            sum += (i % 5) * (i % 5);
        }
        assertThat(Norms.of(x, 2, length + 2, Workers.single())).isCloseTo(Math.sqrt(sum), within(1e-9));
    }

    @Test
    void squaresThatOverflowFloatDoNotOverflowHere() {
        float[] large = new float[400];
        Arrays.fill(large, 1e30f);
        assertThat(Norms.of(large, 0, 400, Workers.single())).isCloseTo(2e31, within(1e26));
    }

    @Test
    void aFailureReachesTheCaller() {
        try (Crew crew = new Crew(1)) {
            assertThat(catchThrowable(() -> Norms.of(new float[10], 0, 200_000, crew)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
