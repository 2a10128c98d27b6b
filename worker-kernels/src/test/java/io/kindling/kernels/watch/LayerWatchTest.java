package io.kindling.kernels.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.attention.TransformerBlock;
import io.kindling.kernels.convolution.Conv2d;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.model.ModelBuilder;
import io.kindling.kernels.parameter.ParameterLayout.Entry;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LayerWatchTest {
    private static final int ROWS = 40;
    private static final Model MODEL = ModelBuilder.input(8)
            .dense(6)
            .relu()
            .residual(inner -> inner.dense(6).tanh())
            .dense(3)
            .loss(new CrossEntropy());

    private final Kernels kernels = Kernels.best();
    private final float[] weights = MODEL.layout().initialize(1);

    @Test
    void namesLayersAsTheirParametersAreNamed() {
        List<WatchedLayer> layers =
                WatchedLayer.of(watched(MODEL, rows(0, ROWS)).tally());
        assertThat(layers.stream().map(layer -> layer.name() + " " + layer.kind()))
                .containsExactly(
                        "layers.0 dense",
                        "layers.1 relu",
                        "layers.2.0 dense",
                        "layers.2.1 tanh",
                        "layers.2 residual",
                        "layers.3 dense");
        assertThat(MODEL.layout().entries()).extracting(Entry::name).contains("layers.2.0.weight");
    }

    @Test
    void changesNoNumberOfTheGradient() {
        Batch batch = rows(0, ROWS);
        GradientSum alone = new GradientSum(MODEL.layout().parameters());
        MODEL.addGradient(new Pass(kernels).begin(true, 1, batch.keys()), weights, batch, alone);
        GradientSum watched = watched(MODEL, batch);
        assertThat(watched.gradient()).containsExactly(alone.gradient());
        assertThat(WatchedLayer.areIn(alone.tally())).isFalse();
        assertThat(WatchedLayer.areIn(watched.tally())).isTrue();
    }

    @Test
    void momentsAndGradientsAreThoseOfTheNumbersThatPass() {
        Batch batch = rows(0, ROWS);
        Pass pass = new Pass(kernels).begin(true, 1, batch.keys());
        Matrix y = MODEL.forward(pass, weights, batch);
        double[] outputs = doubles(y);
        Matrix dy = Matrix.zeros(ROWS, MODEL.output());
        MODEL.evaluate(pass, y, batch, dy, new GradientSum(MODEL.layout().parameters()));
        WatchedLayer last = last(watched(MODEL, batch));
        double mean = Arrays.stream(outputs).average().orElseThrow();
        assertThat(last.mean()).isCloseTo(mean, within(1e-6));
        assertThat(last.deviation())
                .isCloseTo(rootMeanSquare(Arrays.stream(outputs).map(v -> v - mean)), within(1e-6));
        assertThat(last.gradient()).isCloseTo(Math.sqrt(3) * rootMeanSquare(Arrays.stream(doubles(dy))), within(1e-6));
    }

    @Test
    void shardsMeetAsIfTheyWereOne() {
        WatchedLayer whole = last(watched(MODEL, rows(0, ROWS)));
        GradientSum parts = watched(MODEL, rows(0, 13));
        parts.merge(watched(MODEL, rows(13, ROWS)));
        WatchedLayer met = last(parts);
        assertThat(met.mean()).isCloseTo(whole.mean(), within(1e-6));
        assertThat(met.deviation()).isCloseTo(whole.deviation(), within(1e-6));
        assertThat(met.gradient()).isCloseTo(whole.gradient(), within(1e-6));
    }

    @Test
    void aUnitWithoutOutputIsIdle() {
        int bias = bias(MODEL);
        assertThat(relu().idle()).isZero();
        weights[bias + 2] = -100;
        weights[bias + 5] = -100;
        assertThat(relu().idle()).isEqualTo(2 / 6.0);
        assertThat(relu().activity()[2]).isZero();
        assertThat(relu().activity()[3]).isPositive();
    }

    @Test
    void aChannelIsAUnitOfPictures() {
        Model pictures = ModelBuilder.input(1, 4, 2)
                .layer(new Conv2d(3, 2))
                .relu()
                .flatten()
                .dense(3)
                .loss(new CrossEntropy());
        float[] start = pictures.layout().initialize(1);
        start[bias(pictures) + 1] = -100;
        WatchedLayer relu = WatchedLayer.of(
                        watched(pictures, start, rows(pictures, 0, ROWS)).tally())
                .get(1);
        assertThat(relu.name()).isEqualTo("layers.1");
        assertThat(relu.activity()).hasSize(3);
        assertThat(relu.activity()[1]).isZero();
        assertThat(relu.idle()).isEqualTo(1 / 3.0);
    }

    @Test
    void outputsNearALimitAreSaturated() {
        Model sigmoid = ModelBuilder.input(8).dense(6).sigmoid().dense(3).loss(new CrossEntropy());
        float[] start = sigmoid.layout().initialize(1);
        assertThat(first(sigmoid, start).saturated()).contains(0.0);
        for (int i = 0; i < 48; i++) {
            start[i] *= 1000;
        }
        assertThat(first(sigmoid, start).saturated().orElseThrow()).isGreaterThan(0.9);
        assertThat(relu().saturated()).isEmpty();
    }

    /** What is within has names of its own. */
    @Test
    void aTransformerBlockIsSeenAsAWhole() {
        Model model = ModelBuilder.input(2, 4)
                .layer(new TransformerBlock(2, 8))
                .flatten()
                .loss(new MeanSquaredError());
        List<WatchedLayer> layers =
                WatchedLayer.of(watched(model, model.layout().initialize(1), rows(model, 0, ROWS))
                        .tally());
        assertThat(layers).hasSize(1);
        assertThat(layers.get(0).kind()).isEqualTo("transformer_block");
        assertThat(layers.get(0).gradient()).isPositive();
    }

    @Test
    void theFirstStepTheLastAndSomeBetweenAreWatched() {
        WatchCadence cadence = WatchCadence.of(45);
        assertThat(LongStream.range(0, 45).filter(cadence::isDue)).containsExactly(0L, 20L, 40L, 44L);
        assertThat(WatchCadence.of(100_000).every()).isEqualTo(200);
        assertThat(WatchCadence.NEVER.isDue(0)).isFalse();
    }

    private static int bias(Model model) {
        return model.layout().entries().stream()
                .filter(entry -> entry.name().equals("layers.0.bias"))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    private WatchedLayer relu() {
        return WatchedLayer.of(watched(MODEL, rows(0, ROWS)).tally()).get(1);
    }

    private WatchedLayer first(Model model, float[] start) {
        return WatchedLayer.of(watched(model, start, rows(model, 0, ROWS)).tally())
                .get(1);
    }

    private static WatchedLayer last(GradientSum sum) {
        List<WatchedLayer> layers = WatchedLayer.of(sum.tally());
        return layers.get(layers.size() - 1);
    }

    private GradientSum watched(Model model, Batch batch) {
        return watched(model, weights, batch);
    }

    private GradientSum watched(Model model, float[] start, Batch batch) {
        GradientSum sum = new GradientSum(model.layout().parameters());
        Pass pass = new Pass(kernels).begin(true, 1, batch.keys());
        pass.watchedBy(new LayerWatch(pass, sum.tally()));
        model.addGradient(pass, start, batch, sum);
        return sum;
    }

    private static Batch rows(int from, int to) {
        return rows(MODEL, from, to);
    }

    private static Batch rows(Model model, int from, int to) {
        int targets = model.target().size();
        Batch batch = new Batch(model.input(), model.target());
        batch.resize(to - from);
        Arrays.fill(batch.weights(), 0, to - from, 1);
        for (int row = from; row < to; row++) {
            Random random = new Random(row);
            for (int i = 0; i < 8; i++) {
                batch.features().array()[batch.features().rowOffset(row - from) + i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < targets; i++) {
                batch.targets().array()[batch.targets().rowOffset(row - from) + i] = random.nextInt(3);
            }
        }
        return batch;
    }

    private static double[] doubles(Matrix matrix) {
        float[] numbers = matrix.toArray();
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }

    private static double rootMeanSquare(DoubleStream numbers) {
        return Math.sqrt(numbers.map(v -> v * v).average().orElseThrow());
    }
}
