package io.kindling.driver.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.optim.ReferenceCases;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our schedules against PyTorch's. */
class ScheduleReferenceTest {
    static Stream<String> names() {
        return ReferenceCases.of("schedules").map(one -> one.get("name").asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRateIsPyTorchs(String name) {
        JsonNode reference = ReferenceCases.named("schedules", name);
        double base = reference.get("base_lr").asDouble();
        Schedule schedule = settings(reference.get("schedule")).over(1_000_000);
        boolean fed = reference.has("validation_loss");
        double[] expected = ReferenceCases.doubles(reference.get(fed ? "lr_after" : "lr_at_step"));
        assertThat(expected.length).isGreaterThan(10);
        for (int step = 0; step < expected.length; step++) {
            if (fed) {
                schedule.observe(reference.get("validation_loss").get(step).asDouble());
            }
            assertThat(schedule.rate(base, step))
                    .as("step %d", step)
                    .isCloseTo(expected[step], within(1e-9 * expected[step]));
        }
    }

    /** Ours for PyTorch's short names. */
    private static ScheduleSettings settings(JsonNode torch) {
        double factor = torch.path("factor").asDouble();
        Optional<Integer> steps =
                torch.has("steps") ? Optional.of(torch.get("steps").asInt()) : Optional.empty();
        return switch (torch.get("type").asText()) {
            case "step" -> new StepDecay(torch.get("every").asInt(), factor, 0);
            case "multi_step" ->
                new MultiStep(
                        Arrays.stream(ReferenceCases.doubles(torch.get("at")))
                                .mapToObj(at -> (int) at)
                                .toList(),
                        factor,
                        0);
            case "exponential" -> new Exponential(factor, 0);
            case "cosine" -> new Cosine(steps, torch.get("minimum").asDouble(), 0);
            case "linear_warmup" ->
                new LinearWarmup(steps.orElseThrow(), torch.get("start_factor").asDouble());
            case "one_cycle" ->
                new OneCycle(
                        Optional.of(torch.get("max_lr").asDouble()),
                        steps,
                        torch.get("warmup_fraction").asDouble(),
                        torch.get("start_divisor").asDouble(),
                        torch.get("final_divisor").asDouble());
            case "polynomial" -> new Polynomial(steps, torch.get("power").asDouble(), 0);
            case "reduce_on_plateau" ->
                new ReduceOnPlateau(
                        factor,
                        torch.get("patience").asInt(),
                        torch.get("threshold").asDouble(),
                        0,
                        0);
            default -> throw new IllegalArgumentException("No schedule for " + torch);
        };
    }
}
