package io.kindling.driver.optim;

import static io.kindling.driver.optim.ReferenceCases.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.optim.rule.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clipping ahead of plain descent at rate 1, from zero: the parameters are then the clipped gradient, negated. */
class ClippingTest {
    static Stream<String> names() {
        return ReferenceCases.of("clipping").map(one -> one.get("name").asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void clippedGradientsArePyTorchs(String name) {
        JsonNode reference = ReferenceCases.named("clipping", name);
        float[] gradient = flat(reference.get("gradients"));
        float[] expected = flat(reference.get("clipped"));
        float[] parameters = new float[gradient.length];
        Optimizer optimizer = descent(number(reference, "max_norm"), number(reference, "max_value"), gradient.length);
        optimizer.step(parameters, gradient);
        for (int i = 0; i < expected.length; i++) {
            assertThat(-parameters[i]).isCloseTo(expected[i], within(1e-5f));
        }
        number(reference, "total_norm")
                .ifPresent(norm -> assertThat(optimizer.gradientNorm()).isCloseTo(norm, within(1e-5)));
    }

    @Test
    void aGradientWithinTheNormIsNotTouched() {
        float[] parameters = new float[2];
        descent(Optional.of(5.1), Optional.empty(), 2).step(parameters, new float[] {3, 4});
        assertThat(parameters).containsExactly(-3, -4);
    }

    @Test
    void theNormIsClippedBeforeTheValues() {
        float[] parameters = new float[2];
        descent(Optional.of(2.5), Optional.of(1.8), 2).step(parameters, new float[] {3, 4});
        assertThat(parameters).containsExactly(new float[] {-1.5f, -1.8f}, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void clippingByWhatIsNotPositiveIsRefused(double limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent(Optional.of(limit), Optional.empty(), 1))
                .withMessage("clip_norm is " + limit + ", must lie in (0, inf)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent(Optional.empty(), Optional.of(limit), 1))
                .withMessage("clip_value is " + limit + ", must lie in (0, inf)");
    }

    private static Optimizer descent(Optional<Double> clipNorm, Optional<Double> clipValue, int length) {
        List<Segment> segments = List.of(new Segment("all", 0, length, true));
        return Optimizer.of(new Sgd(1, 0, false, 0), (rate, step) -> rate, clipNorm, clipValue, segments, length);
    }

    private static Optional<Double> number(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.get(name).asDouble()) : Optional.empty();
    }

    private static float[] flat(JsonNode tensors) {
        List<Float> numbers = new ArrayList<>();
        for (JsonNode tensor : tensors) {
            for (float number : floats(tensor.get("data"))) {
                numbers.add(number);
            }
        }
        float[] flat = new float[numbers.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = numbers.get(i);
        }
        return flat;
    }
}
