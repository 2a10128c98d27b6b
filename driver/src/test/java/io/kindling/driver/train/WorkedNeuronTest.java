package io.kindling.driver.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.optim.Optimizer;
import io.kindling.driver.optim.Sgd;
import io.kindling.driver.optim.rule.Segment;
import io.kindling.driver.optim.schedule.Constant;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.BinaryCrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.Job;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One neuron by hand: three exclamation marks and the word FREE; is it spam? */
class WorkedNeuronTest {
    private static final float TOLERANCE = 1e-6f;

    @Test
    void theNeuronThinksGuessesAndLearnsAsByHand() throws IOException {
        JsonNode byHand = worked();
        Model neuron = new Model(Shape.of(2), List.of(new Dense(1)), new BinaryCrossEntropy());
        assertThat(neuron.layout().entries()).extracting("name").containsExactly("layers.0.weight", "layers.0.bias");
        float[] parameters = {0.2f, 0.5f, -0.4f};
        float[][] mail = {{3, 1}};
        float[][] isSpam = {{1}};

        // z = 0.2 · 3 + 0.5 · 1 - 0.4, and its sigmoid.
        Pass pass = new Pass(Kernels.best()).begin(false, 0, new long[1]);
        Matrix z = neuron.forward(pass, parameters, Matrix.of(mail[0], 1, Shape.of(2)));
        assertThat(z.at(0, 0)).isCloseTo(0.7f, within(TOLERANCE));
        Matrix probability = Matrix.zeros(1, Shape.of(1));
        neuron.loss().predict(pass, z, probability);
        assertThat(probability.at(0, 0)).isCloseTo(0.668188f, within(TOLERANCE));

        // The loss is -ln 0.668188, and the error 0.668188 - 1 flows back to each input's weight.
        List<Shard> shards = Shards.deal(mail, isSpam, 1);
        Job job = new Job(neuron, new BatchSampler(1, 1, false, new long[] {1}), Scaling.NONE, Scaling.NONE);
        try (LocalGradientAggregator engine = new LocalGradientAggregator(shards, job, Kernels.best(), 1)) {
            GradientSum sum = engine.aggregate(new GradientWork(0), parameters, "by hand");
            assertThat(sum.meanLoss()).isCloseTo(byHand.get("loss").asDouble(), within(1e-6));
            float[] gradient = sum.meanGradient();
            assertThat(gradient[0]).isCloseTo(number(byHand, "grad_w", 0), within(TOLERANCE));
            assertThat(gradient[1]).isCloseTo(number(byHand, "grad_w", 1), within(TOLERANCE));
            assertThat(gradient[2]).isCloseTo((float) byHand.get("grad_b").asDouble(), within(TOLERANCE));

            // A step against the gradient, a tenth as long.
            Optimizer optimizer = Optimizer.of(
                    new Sgd(0.1, 0, false, 0),
                    new Constant(0).over(1),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new Segment("neuron", 0, 3, true)),
                    3);
            optimizer.step(parameters, gradient);
        }
        JsonNode after = byHand.get("after_one_step_lr_0.1");
        assertThat(parameters[0]).isCloseTo(number(after, "w", 0), within(TOLERANCE));
        assertThat(parameters[1]).isCloseTo(number(after, "w", 1), within(TOLERANCE));
        assertThat(parameters[2]).isCloseTo((float) after.get("b").asDouble(), within(TOLERANCE));
    }

    private static float number(JsonNode node, String name, int index) {
        return (float) node.get(name).get(index).asDouble();
    }

    private static JsonNode worked() throws IOException {
        try (InputStream in = WorkedNeuronTest.class.getResourceAsStream("/reference/worked_example.json")) {
            return new ObjectMapper().readTree(in).get("cases").get(0);
        }
    }
}
