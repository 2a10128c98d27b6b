package io.kindling.driver.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplingTest {
    /** Behind one that is not asked for: probabilities 0.1, 0.2, 0.4, 0.2, 0.1. */
    private static final float[] LOGITS = {99, log(0.1), log(0.2), log(0.4), log(0.2), log(0.1)};

    private static final int DRAWS = 100_000;

    @Test
    void atTemperature1ChoicesComeAsOftenAsTheNetworkSays() {
        assertThat(shares(new Sampling(1, 20, 3)))
                .containsExactly(new double[] {0.1, 0.2, 0.4, 0.2, 0.1}, within(0.01));
    }

    @Test
    void aTemperatureIsAPowerOfTheProbabilities() {
        // Squares: 1, 4, 16, 4, 1 of 26.
        assertThat(shares(new Sampling(0.5, 20, 3)))
                .containsExactly(new double[] {1 / 26.0, 4 / 26.0, 16 / 26.0, 4 / 26.0, 1 / 26.0}, within(0.01));
    }

    @Test
    void onlyTheLikeliestAreDrawnFromAndOfEqualOnesTheFirst() {
        assertThat(shares(new Sampling(1, 3, 3))).containsExactly(new double[] {0, 0.25, 0.5, 0.25, 0}, within(0.01));
        assertThat(shares(new Sampling(1, 2, 3)))
                .containsExactly(new double[] {0, 1 / 3.0, 2 / 3.0, 0, 0}, within(0.01));
        assertThat(shares(new Sampling(1, 4, 3)))
                .containsExactly(new double[] {1 / 9.0, 2 / 9.0, 4 / 9.0, 2 / 9.0, 0}, within(0.01));
    }

    @Test
    void temperature0AndTopK1AreAlwaysTheLikeliest() {
        double[] third = {0, 0, 1, 0, 0};
        assertThat(shares(new Sampling(0, 20, 3))).isEqualTo(third);
        assertThat(shares(new Sampling(1.7, 1, 3))).isEqualTo(third);
        assertThat(shares(Sampling.greedy())).isEqualTo(third);
        assertThat(Sampling.greedy().choose(new float[] {1, 7, 7}, 0, 3, 0)).isEqualTo(1);
    }

    @Test
    void farApartLogitsAndVanishingTemperaturesStayNumbers() {
        float[] far = {-3e38f, 3e38f, 0};
        assertThat(new Sampling().choose(far, 0, 3, 5)).isEqualTo(1);
        assertThat(new Sampling().withTemperature(1e-300).choose(far, 0, 3, 5)).isEqualTo(1);
        assertThat(new Sampling().withTemperature(1e300).choose(far, 0, 3, 5)).isBetween(0, 2);
    }

    @Test
    void theSeedDecides() {
        assertThat(choices(new Sampling(1, 20, 4))).isEqualTo(choices(new Sampling(1, 20, 4)));
        assertThat(choices(new Sampling(1, 20, 4))).isNotEqualTo(choices(new Sampling(1, 20, 5)));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Sampling().withTemperature(-0.1))
                .hasMessage("temperature is -0.1; it must be 0 or more");
        assertThatThrownBy(() -> new Sampling().withTemperature(Double.NaN))
                .hasMessage("temperature is NaN; it must be 0 or more");
        assertThatThrownBy(() -> new Sampling().withTemperature(Double.POSITIVE_INFINITY))
                .hasMessage("temperature is Infinity; it must be 0 or more");
        assertThatThrownBy(() -> new Sampling().withTopK(0)).hasMessage("top_k is 0; it must be 1 or more");
    }

    private static int[] choices(Sampling sampling) {
        int[] choices = new int[DRAWS];
        Arrays.setAll(choices, step -> sampling.choose(LOGITS, 1, 5, step));
        return choices;
    }

    private static double[] shares(Sampling sampling) {
        double[] shares = new double[5];
        for (int choice : choices(sampling)) {
            shares[choice]++;
        }
        return Arrays.stream(shares).map(count -> count / DRAWS).toArray();
    }

    private static float log(double x) {
        return (float) Math.log(x);
    }
}
