package io.kindling.driver.optim;

import static io.kindling.driver.optim.ReferenceCases.doubles;
import static io.kindling.driver.optim.ReferenceCases.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindling.driver.optim.rule.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our optimizers against PyTorch's, step by step; and a step by hand. */
class OptimizerReferenceTest {
    static Stream<String> names() {
        return ReferenceCases.of("optimizers").map(one -> one.get("name").asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyStepEndsWherePyTorchEnds(String name) {
        JsonNode reference = ReferenceCases.named("optimizers", name);
        float[] parameters = floats(reference.get("start"));
        Optimizer optimizer = optimizer(settings(reference.get("optimizer")), parameters.length);
        JsonNode after = reference.get("parameters_after_step");
        assertThat(after.size()).isGreaterThan(10);
        for (int step = 0; step < after.size(); step++) {
            optimizer.step(parameters, floats(reference.get("gradients").get(step)));
            double[] expected = doubles(after.get(step));
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) parameters[i])
                        .as("step %d, parameter %d", step, i)
                        .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    @Test
    void theArticlesNeuronTakesItsStep() {
        JsonNode neuron = ReferenceCases.named("worked_example", "spam_neuron");
        float[] weights = floats(neuron.get("w"));
        float[] gradient = floats(neuron.get("grad_w"));
        optimizer(new Sgd(0.1, 0, false, 0), weights.length).step(weights, gradient);
        assertThat(weights)
                .containsExactly(floats(neuron.get("after_one_step_lr_0.1").get("w")), within(1e-6f));
    }

    private static Optimizer optimizer(OptimizerSettings settings, int length) {
        List<Segment> segments = List.of(new Segment("all", 0, length, true));
        return Optimizer.of(settings, (rate, step) -> rate, Optional.empty(), Optional.empty(), segments, length);
    }

    /** Ours for PyTorch's short names. */
    private static OptimizerSettings settings(JsonNode torch) {
        double rate = torch.get("lr").asDouble();
        double l2 = number(torch, "l2", 0);
        double momentum = number(torch, "momentum", 0);
        double beta1 = number(torch, "beta1", 0.9);
        double beta2 = number(torch, "beta2", 0.999);
        double epsilon = number(torch, "eps", 1e-8);
        return switch (torch.get("type").asText()) {
            case "sgd" -> new Sgd(rate, momentum, torch.path("nesterov").asBoolean(), l2);
            case "rmsprop" -> new Rmsprop(rate, torch.get("alpha").asDouble(), epsilon, momentum, l2);
            case "adagrad" -> new Adagrad(rate, epsilon, l2);
            case "adadelta" -> new Adadelta(rate, torch.get("rho").asDouble(), epsilon, l2);
            case "adam" ->
                new Adam(rate, beta1, beta2, epsilon, torch.path("amsgrad").asBoolean(), l2);
            case "adamw" ->
                new AdamW(rate, beta1, beta2, epsilon, torch.get("weight_decay").asDouble());
            case "nadam" ->
                new Nadam(
                        rate, beta1, beta2, epsilon, torch.get("momentum_decay").asDouble(), l2);
            default -> throw new IllegalArgumentException("No optimizer for " + torch);
        };
    }

    private static double number(JsonNode settings, String name, double absent) {
        return settings.path(name).asDouble(absent);
    }
}
