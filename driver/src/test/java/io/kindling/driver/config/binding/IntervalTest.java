package io.kindling.driver.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0, 1]      | 0         | true
            [0, 1]      | 1         | true
            (0, 1)      | 0         | false
            (0, 1)      | 1         | false
            (0, 1)      | 0.5       | true
            [0, 1]      | -0.001    | false
            [1e-3, 2]   | 0.001     | true
            [-1, 1]     | -1        | true
            [1, inf)    | 1e300     | true
            [1, inf)    | Infinity  | false
            [1, inf]    | Infinity  | true
            (-inf, 0]   | -1e300    | true
            [-inf, inf] | NaN       | false
            """)
    void itHoldsWhatLiesBetweenItsEnds(String interval, double number, boolean held) {
        assertThat(Interval.of(interval).contains(number)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0, 1", "[0; 1]", "[0, 1", "[a, b]", "[0]", "]0, 1["})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Interval.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " is no interval; write one such as (0, 1] or [1, inf)");
    }

    @Test
    void itIsWrittenAsItWasGiven() {
        assertThat(Interval.of("(0, 1e3]")).hasToString("(0, 1e3]");
    }
}
