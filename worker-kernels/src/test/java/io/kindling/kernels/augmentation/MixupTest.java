package io.kindling.kernels.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.layer.Dense;
import io.kindling.kernels.layer.Numeric;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.loss.CrossEntropy;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.loss.MeanSquaredError;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixupTest {
    private static final int ROWS = 6;
    private static final Shape ROW = Shape.of(5);
    private static final long DRAW_KEY = 9;
    private static final Mixup MIXUP = new Mixup(1);

    @Test
    void rowsTargetsAndWeightsAreMixedByTheSameShare() {
        float[] before = rows(3).features().toArray();
        Batch batch = mixed(3);
        float[] after = batch.features().toArray();

        assertThat(batch.mixed()).isTrue();
        for (int row = 0; row < ROWS; row++) {
            int other = other(row);
            float share = share(row);
            assertThat(share).isBetween(0.5f, 1f);
            for (int j = 0; j < ROW.size(); j++) {
                assertThat(after[row * 5 + j])
                        .isCloseTo(share * before[row * 5 + j] + (1 - share) * before[other * 5 + j], within(1e-6f));
            }
            assertThat(batch.targets().array()[row]).isEqualTo(row % 3);
            assertThat(batch.otherTargets().array()[row]).isEqualTo(other % 3);
            assertThat(batch.weights()[row]).isCloseTo(share * weight(row), within(1e-6f));
            assertThat(batch.weights()[row] + batch.otherWeights()[row]).isEqualTo(weight(row));
        }
    }

    @Test
    void theLossIsThatOfBothTargetsInTheirShares() {
        // Cross-entropy is linear in the target: the same as probabilities of which two are not 0.
        GradientSum mixed = gradient(new CrossEntropy(), mixed(3));

        Batch asProbabilities = new Batch(ROW, Shape.of(3));
        asProbabilities.resize(ROWS);
        System.arraycopy(
                mixed(3).features().array(), 0, asProbabilities.features().array(), 0, ROWS * 5);
        for (int row = 0; row < ROWS; row++) {
            asProbabilities.weights()[row] = weight(row);
            asProbabilities.targets().array()[row * 3 + row % 3] += share(row);
            asProbabilities.targets().array()[row * 3 + other(row) % 3] += 1 - share(row);
        }
        CrossEntropy probabilities = new CrossEntropy(CrossEntropy.Targets.PROBABILITIES, 0, List.of());
        GradientSum expected = gradient(probabilities, asProbabilities);

        assertThat(mixed.loss()).isCloseTo(expected.loss(), within(1e-5));
        assertThat(mixed.weight()).isEqualTo(expected.weight());
        assertThat(mixed.gradient()).containsExactly(expected.gradient(), within(1e-5f));
    }

    @Test
    void aSquaredErrorIsMixedAsWorkedOutByHand() {
        // One row is (1), its target 3; the other (5), its target 4. The neuron gives z = 2 x + 0.5.
        Batch batch = new Batch(Shape.of(1), Shape.of());
        batch.resize(2);
        batch.features().array()[0] = 1;
        batch.features().array()[1] = 5;
        batch.targets().array()[0] = 3;
        batch.targets().array()[1] = 4;
        batch.weights()[0] = 1;
        batch.weights()[1] = 1;
        batch.keys()[1] = 1;
        Augmentations.of(MIXUP).apply(batch, DRAW_KEY, new Scratch());

        Model model = new Model(Shape.of(1), List.of(new Dense(1)), new MeanSquaredError());
        GradientSum sum = new GradientSum(2);
        Pass pass = new Pass(Kernels.best()).begin(true, 0, batch.keys());
        model.addGradient(pass, new float[] {2, 0.5f}, batch, sum);

        double loss = 0;
        double byWeight = 0;
        double byBias = 0;
        float[] x = {1, 5};
        float[] y = {3, 4};
        for (int row = 0; row < 2; row++) {
            int other = 1 - row;
            double share = MIXUP.share(Draws.key(firstInList(), row));
            double mixed = share * x[row] + (1 - share) * x[other];
            double z = 2 * mixed + 0.5;
            loss += share * (z - y[row]) * (z - y[row]) + (1 - share) * (z - y[other]) * (z - y[other]);
            double dz = 2 * (z - share * y[row] - (1 - share) * y[other]);
            byWeight += dz * mixed;
            byBias += dz;
        }
        assertThat(sum.loss()).isCloseTo(loss, within(1e-4));
        assertThat(sum.weight()).isEqualTo(2);
        assertThat(sum.gradient()).containsExactly(new float[] {(float) byWeight, (float) byBias}, within(1e-4f));
    }

    @Test
    void theOtherRowIsAnyOtherAlike() {
        int[] counts = new int[10];
        for (long key = 0; key < 9000; key++) {
            counts[Mixup.other(key, 4, 10)]++;
        }
        assertThat(counts[4]).isZero();
        // 1,000 expected of each, standard deviation 30.
        assertThat(IntStream.of(counts).filter(count -> count != 0))
                .hasSize(9)
                .allSatisfy(count -> assertThat(count).isBetween(870, 1130));
    }

    @Test
    void aRowThatIsAloneStaysAsItIs() {
        Batch batch = Rows.batch(ROW, 3);
        Augmentations.of(MIXUP).apply(batch, 5, new Scratch());
        assertThat(batch.mixed()).isFalse();
        assertThat(batch.features().toArray())
                .containsExactly(Rows.batch(ROW, 3).features().toArray());
    }

    @Test
    void theNextBatchIsNotMixedUntilItIs() {
        Batch batch = mixed(3);
        batch.resize(2);
        assertThat(batch.mixed()).isFalse();
    }

    private static GradientSum gradient(Loss loss, Batch batch) {
        Model model = new Model(ROW, List.of(new Dense(3)), loss);
        float[] weights = Numeric.random(model.layout().length(), 4);
        GradientSum sum = new GradientSum(model.layout().parameters());
        model.addGradient(new Pass(Kernels.best()).begin(true, 0, batch.keys()), weights, batch, sum);
        return sum;
    }

    private static Batch mixed(int classes) {
        Batch batch = rows(classes);
        Augmentations.of(MIXUP).apply(batch, DRAW_KEY, new Scratch());
        return batch;
    }

    private static Batch rows(int classes) {
        Batch batch = Rows.batch(ROW, Rows.keys(ROWS));
        for (int row = 0; row < ROWS; row++) {
            batch.targets().array()[row] = row % classes;
            batch.weights()[row] = weight(row);
        }
        return batch;
    }

    private static float weight(int row) {
        return 0.3f + row;
    }

    private static int other(int row) {
        return Mixup.other(Draws.key(firstInList(), row), row, ROWS);
    }

    private static float share(int row) {
        return MIXUP.share(Draws.key(firstInList(), row));
    }

    private static long firstInList() {
        return Augmentations.drawKey(DRAW_KEY, 0);
    }
}
