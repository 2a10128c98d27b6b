package io.kindling.driver.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.optim.Adam;
import io.kindling.driver.optim.AdamW;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.rule.Workers;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.kernels.activation.Gelu;
import io.kindling.kernels.activation.Relu;
import io.kindling.kernels.activation.Sigmoid;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.convolution.Padding;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.Job;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

/** A whole training of PyTorch's, and the same one by Kindling on any engine. */
public record ReferenceTraining(String name, Model model, OptimizerSettings optimizer, JsonNode expected) {
    /** The cases of {@code trainings.json}. */
    public static List<ReferenceTraining> all() {
        return List.of(
                new ReferenceTraining(
                        "mlp_relu_momentum",
                        model(List.of(new Dense(10), new Relu(), new Dense(8), new Tanh(), new Dense(3))),
                        new Sgd(0.1, 0.9, false, 0),
                        read("mlp_relu_momentum")),
                new ReferenceTraining(
                        "mlp_adamw",
                        model(List.of(new Dense(12), new Gelu(Gelu.Approximation.NONE), new Dense(3))),
                        new AdamW(0.01, 0.9, 0.999, 1e-8, 0.05),
                        read("mlp_adamw")),
                new ReferenceTraining(
                        "regression_sgd",
                        new Model(
                                Shape.of(6),
                                List.of(new Dense(8), new Sigmoid(), new Dense(1)),
                                new MeanSquaredError()),
                        new Sgd(0.05, 0, false, 0),
                        read("regression_sgd")),
                new ReferenceTraining(
                        "cnn_adam",
                        ModelBuilder.input(1, 8, 8)
                                .layer(new Conv2d(4, 3).withPadding(Padding.of(1)))
                                .relu()
                                .maxPool2d(2)
                                .flatten()
                                .dense(3)
                                .loss(new CrossEntropy()),
                        new Adam(0.01, 0.9, 0.999, 1e-8, false, 0),
                        read("cnn_adam")));
    }

    /** The losses that PyTorch saw, step by step. */
    public double[] losses() {
        return doubles(expected.get("loss_at_step"));
    }

    /** The parameters that PyTorch ended with. */
    public float[] end() {
        return parameters(expected.get("end"));
    }

    /** Trains and returns the losses by step; {@code end} is overwritten with the last parameters. */
    public double[] train(int shards, BiFunction<List<Shard>, Job, GradientAggregator> engine, float[] end) {
        return train(parameters(expected.get("start")), shards, engine, end);
    }

    /** As the other, from parameters that were read elsewhere; they are overwritten. */
    public double[] train(
            float[] parameters, int shards, BiFunction<List<Shard>, Job, GradientAggregator> engine, float[] end) {
        JsonNode x = expected.get("x");
        int rows = x.get("shape").get(0).asInt();
        List<Shard> dealt = Shards.deal(rows(x, rows), rows(expected.get("y"), rows), shards);
        BatchSampler sampler = new BatchSampler(1, expected.get("batch").asInt(), false, Shards.rows(dealt));
        List<Double> losses = new ArrayList<>();
        TrainingListener recorder = TrainingListener.onStep(step -> losses.add(step.loss()));
        int steps = losses().length;
        // PyTorch's AdamW decays biases too.
        List<Segment> segments = List.of(new Segment("all", 0, parameters.length, true));
        try (GradientAggregator aggregator = engine.apply(dealt, new Job(model, sampler, Scaling.NONE, Scaling.NONE))) {
            new Trainer(
                            model,
                            new TrainingPlan(name, rows, 0, parameters.length, steps, sampler.stepsPerEpoch()),
                            new Trainer.Cadence(steps, "loss", Optional.empty()),
                            aggregator,
                            Optional.empty(),
                            Optimizer.of(
                                    optimizer,
                                    new Constant(0).over(steps),
                                    Optional.empty(),
                                    Optional.empty(),
                                    segments,
                                    parameters.length),
                            Workers.single(),
                            List.of(recorder))
                    .run(parameters);
        }
        System.arraycopy(parameters, 0, end, 0, end.length);
        return losses.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Asserts losses within 1e-3, relative, of PyTorch's at every step, and weights at the end within 1e-3. */
    public void assertFollowed(double[] losses, float[] end) {
        double[] wanted = losses();
        assertThat(losses).hasSameSizeAs(wanted);
        for (int step = 0; step < wanted.length; step++) {
            assertThat(losses[step]).as("loss at step %d", step).isCloseTo(wanted[step], within(1e-3 * wanted[step]));
        }
        assertThat(end).containsExactly(end(), within(1e-3f));
    }

    private float[] parameters(JsonNode tensors) {
        float[] flat = new float[model.layout().length()];
        model.layout().entries().forEach(entry -> {
            double[] values =
                    doubles(tensors.get(entry.name().replace("layers.", "")).get("data"));
            for (int i = 0; i < values.length; i++) {
                flat[entry.offset() + i] = (float) values[i];
            }
        });
        return flat;
    }

    private static Model model(List<Layer> layers) {
        return new Model(Shape.of(6), layers, new CrossEntropy());
    }

    private static float[][] rows(JsonNode tensor, int rows) {
        double[] values = doubles(tensor.get("data"));
        int columns = values.length / rows;
        float[][] split = new float[rows][columns];
        for (int i = 0; i < values.length; i++) {
            split[i / columns][i % columns] = (float) values[i];
        }
        return split;
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static JsonNode read(String name) {
        try (InputStream in = ReferenceTraining.class.getResourceAsStream("/reference/trainings.json")) {
            return StreamSupport.stream(
                            new ObjectMapper().readTree(in).get("cases").spliterator(), false)
                    .filter(training -> training.get("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
