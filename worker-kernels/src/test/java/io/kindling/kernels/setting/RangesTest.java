package io.kindling.kernels.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RangesTest {
    private record Settings(
            @Range("(0, 1]") double learningRate,
            @Range("[1, inf)") Optional<Integer> steps,
            @Range("[0, 10)") List<Integer> at,
            boolean unchecked) {}

    private static Settings settings(double learningRate, Optional<Integer> steps, Integer... at) {
        return new Settings(learningRate, steps, List.of(at), true);
    }

    @Test
    void numbersInsideTheirRangesAreAccepted() {
        Ranges.check(settings(1, Optional.of(1), 0, 9));
        Ranges.check(settings(Double.MIN_VALUE, Optional.empty()));
    }

    @Test
    void aNumberOutsideIsNamedWithItsValueAndItsRange() {
        assertThat(Ranges.problems(settings(-0.1, Optional.empty())))
                .containsExactly("learning_rate is -0.1, must lie in (0, 1]");
    }

    @Test
    void allProblemsAreToldTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranges.check(settings(Double.NaN, Optional.of(0), 3, 10, -1)))
                .withMessage("learning_rate is NaN, must lie in (0, 1]; steps is 0, must lie in [1, inf);"
                        + " at[1] is 10, must lie in [0, 10); at[2] is -1, must lie in [0, 10)");
    }

    @Test
    void roundBracketsLeaveTheirEndOutAndSquareOnesTakeItIn() {
        assertThat(Interval.of("(0, 1]").contains(0)).isFalse();
        assertThat(Interval.of("(0, 1]").contains(1)).isTrue();
        assertThat(Interval.of("[0,1)").contains(0)).isTrue();
        assertThat(Interval.of("[0,1)").contains(1)).isFalse();
    }

    @Test
    void infinityLiesOutsideAnOpenEndAndInsideAClosedOne() {
        assertThat(Interval.of("[0, inf)").contains(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(Interval.of("[0, inf)").contains(Double.MAX_VALUE)).isTrue();
        assertThat(Interval.of("[-inf, 0]").contains(Double.NEGATIVE_INFINITY)).isTrue();
    }

    @Test
    void anIntervalIsWrittenAsItIsRead() {
        for (String text : List.of("(0, 1]", "[0, inf)", "(-inf, 0.5)", "[1, 2]")) {
            assertThat(Interval.of(text)).hasToString(text);
        }
    }

    @Test
    void whatIsNoIntervalIsRefused() {
        for (String text : List.of("0, 1", "(0 1)", "(a, 1)", "[2, 1]", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Interval.of(text))
                    .withMessageContaining(text);
        }
    }

    private record Mistaken(@Range("[0, 1]") String name) {}

    @Test
    void aRangeOnWhatIsNoNumberIsTheAuthorsMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranges.check(new Mistaken("x")))
                .withMessage("name has a range, but is no number: java.lang.String");
    }
}
