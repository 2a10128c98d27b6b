package io.kindling.driver.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.Home;
import io.kindling.driver.optim.OptimizerState;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.Shards;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.activation.Tanh;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.loss.BinaryCrossEntropy;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Scaling;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Shape;
import io.kindling.kernels.work.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Iterations on all mails, one by one, without Spark. */
class FullBatchTest {
    private static final Model MODEL =
            new Model(Shape.of(57), List.of(new Dense(6), new Tanh(), new Dense(1)), new BinaryCrossEntropy());
    private static final Lbfgs SETTINGS = new Lbfgs(3, 0.05, 0.01, 0);

    private static LocalGradientAggregator rows;

    @BeforeAll
    static void read() throws IOException {
        List<String[]> mails;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Home.path("examples/data/spambase/spambase.csv.gz"))),
                StandardCharsets.UTF_8))) {
            mails = lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
        float[][] x = new float[mails.size()][57];
        float[][] y = new float[mails.size()][1];
        for (int i = 0; i < x.length; i++) {
            String[] cells = mails.get(i);
            for (int j = 0; j < 57; j++) {
                x[i][j] = (float) Math.log1p(Double.parseDouble(cells[j + 1]));
            }
            y[i][0] = cells[58].equals("spam") ? 1 : 0;
        }
        List<Shard> shards = Shards.deal(x, y, 3);
        Job job = new Job(MODEL, new BatchSampler(1, 256, true, Shards.rows(shards)), Scaling.NONE, Scaling.NONE);
        rows = new LocalGradientAggregator(shards, job, Kernels.best(), 2);
    }

    @AfterAll
    static void close() {
        rows.close();
    }

    @Test
    void aStateFromBeforeTheFirstIterationIsABeginning() {
        float[] weights = beginning();
        FullBatch first = iterate(new FullBatch(MODEL, SETTINGS), weights, 3);
        float[] again = beginning();
        FullBatch second = new FullBatch(MODEL, SETTINGS);
        second.restore(new FullBatch(MODEL, SETTINGS).state());
        iterate(second, again, 3);
        assertThat(again).containsExactly(weights).isNotEqualTo(beginning());
        assertThat(second.state()).usingRecursiveComparison().isEqualTo(first.state());
    }

    @Test
    void aStateThatNothingWasDoneWithIsTheSameState() {
        OptimizerState saved =
                iterate(new FullBatch(MODEL, SETTINGS), beginning(), 4).state();
        FullBatch restored = new FullBatch(MODEL, SETTINGS);
        restored.restore(saved);
        assertThat(saved.arrays()).hasSize(1 + 2 * SETTINGS.history());
        assertThat(restored.state()).usingRecursiveComparison().isEqualTo(saved);
    }

    @Test
    void theLastStateKnowsThatItIsTheLast() {
        FullBatch whole = new FullBatch(MODEL, SETTINGS);
        float[] weights = beginning();
        int iterations = 0;
        while (whole.ended().isEmpty()) {
            assertThat(iterations++).isLessThan(200);
            iterate(whole, weights, 1);
        }
        FullBatch restored = new FullBatch(MODEL, SETTINGS);
        restored.restore(whole.state());
        assertThat(restored.ended()).isEqualTo(whole.ended());
        assertThat(restored.ended()).get().asString().contains("the gradient's norm is");
    }

    @Test
    void theStateOfAnOptimizerIsRefused() {
        OptimizerState adams = new OptimizerState(7, Map.of("adam.mean", beginning()), Map.of());
        assertThatThrownBy(() -> new FullBatch(MODEL, SETTINGS).restore(adams))
                .hasMessage("The saved state is not of L-BFGS (training.solver); go on with the settings that it was"
                        + " saved from");
    }

    @Test
    void aLossThatIsNoNumberMovesNothing() {
        float[] weights = beginning();
        weights[0] = Float.NaN;
        float[] before = weights.clone();
        FullBatch solver = new FullBatch(MODEL, SETTINGS);
        assertThat(solver.advance(0, 1, weights, rows, "test").get(0).loss()).isNaN();
        assertThat(weights).containsExactly(before);
    }

    private static float[] beginning() {
        return MODEL.layout().initialize(11);
    }

    private static FullBatch iterate(FullBatch solver, float[] weights, int iterations) {
        for (int i = 0; i < iterations; i++) {
            solver.advance(i, 1, weights, rows, "test");
        }
        return solver;
    }
}
