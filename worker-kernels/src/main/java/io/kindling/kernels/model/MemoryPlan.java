package io.kindling.kernels.model;

import io.kindling.kernels.Kernels;
import io.kindling.kernels.augmentation.Augmentations;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.sum.GradientSum;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * How much memory a pass of a model takes for activations, gradients in between and the layers' own scratch, beside the
 * batch and the weights. Found by taking three small passes over zeros: what a pass takes grows by the same amount with each
 * row from some rows on, as layers work through large intermediate results a fixed number of rows at a time. Buffers whose lifetimes do not
 * overlap share their place (see {@link io.kindling.kernels.tensor.Scratch}), so that this is less than the sum over layers.
 *
 * @param training a pass forth and back
 * @param prediction a pass forth
 */
public record MemoryPlan(Line training, Line prediction) implements Serializable {
    /** Float32 numbers that one pass may take: 256 MB. */
    private static final long MOST_NUMBERS = 1L << 26;

    private static final int MOST_TRAINING_ROWS = 4096;
    private static final int MOST_PREDICTION_ROWS = 1024;
    private static final int FEW = 8;
    private static final int MORE = 16;

    /**
     * A line through three points, straight from the second on.
     *
     * @param one float32 numbers taken by one row
     * @param few float32 numbers taken by {@value #FEW} rows
     * @param more those taken by {@value #MORE} rows
     */
    public record Line(long one, long few, long more) implements Serializable {
        /** Float32 numbers that a pass of so many rows takes. */
        public long numbers(int rows) {
            return rows <= FEW
                    ? Math.max(0, one + (few - one) * (rows - 1) / (FEW - 1))
                    : few + (more - few) * (rows - FEW) / (MORE - FEW);
        }

        /** The same in bytes. */
        public long bytes(int rows) {
            return numbers(rows) * Float.BYTES;
        }

        /** The most rows, by powers of two, that stay within the memory of one pass. */
        private int rows(int most) {
            int rows = most;
            while (rows > 1 && numbers(rows) > MOST_NUMBERS) {
                rows /= 2;
            }
            return rows;
        }
    }

    /**
     * The plan of a model that is trained on rows as they are.
     *
     * @throws ModelTooLargeException if not even one row goes through it here
     */
    public static MemoryPlan of(Model model) {
        return of(model, Augmentations.NONE);
    }

    /**
     * The plan of a model that is trained on changed rows.
     *
     * @throws ModelTooLargeException if not even one row goes through it here
     */
    public static MemoryPlan of(Model model, Augmentations augmentations) {
        demandRoom(model);
        try {
            float[] weights = new float[model.layout().length()];
            GradientSum sum = new GradientSum(model.layout().parameters());
            return new MemoryPlan(
                    line(model, rows -> training(model, augmentations, rows, weights, sum)),
                    line(model, rows -> prediction(model, rows, weights)));
        } catch (OutOfMemoryError | ArithmeticException | NegativeArraySizeException e) {
            throw new ModelTooLargeException(model, "a few rows on their way through it take more than there is");
        }
    }

    /** What is known to be needed, before any of it is taken: weights, gradient, a row and what comes out for it. */
    private static void demandRoom(Model model) {
        long row = 2L
                * ((long) model.input().size()
                        + model.output().size()
                        + model.target().size());
        long bytes = ((long) model.layout().length() + model.layout().parameters() + row) * Float.BYTES;
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new ModelTooLargeException(
                    model, "weights, gradient and one row alone take " + (bytes >> 20) + " MB");
        }
    }

    /** Where a single row fills the memory of a pass already, larger passes are not tried. */
    private static Line line(Model model, IntToLongFunction taken) {
        long one = taken.applyAsLong(1);
        return Math.max(one, model.input().size()) > MOST_NUMBERS / MORE
                ? new Line(one, FEW * one, MORE * one)
                : new Line(one, taken.applyAsLong(FEW), taken.applyAsLong(MORE));
    }

    /** Rows that go through the network at once in training. */
    public int trainingRows() {
        return training.rows(MOST_TRAINING_ROWS);
    }

    /** Rows that go through the network at once in prediction and evaluation. */
    public int predictionRows() {
        return prediction.rows(MOST_PREDICTION_ROWS);
    }

    private static long training(Model model, Augmentations augmentations, int rows, float[] weights, GradientSum sum) {
        Pass pass = new Pass(Kernels.best());
        Batch batch = zeros(model, rows);
        // Twice: the first pass grows its memory piece by piece, the second has it in one.
        for (int i = 0; i < 2; i++) {
            pass.begin(true, 0, batch.keys());
            augmentations.apply(batch, 0, pass.scratch());
            model.addGradient(pass, weights, batch, sum);
        }
        return pass.scratch().peak();
    }

    private static long prediction(Model model, int rows, float[] weights) {
        Pass pass = new Pass(Kernels.best());
        Batch batch = zeros(model, rows);
        for (int i = 0; i < 2; i++) {
            model.forward(pass.begin(false, 0, batch.keys()).forwardOnly(), weights, batch);
        }
        return pass.scratch().peak();
    }

    private static Batch zeros(Model model, int rows) {
        Batch batch = new Batch(model.input(), model.target(), false);
        batch.resize(rows);
        Arrays.fill(batch.weights(), 1);
        batch.features();
        return batch;
    }
}
