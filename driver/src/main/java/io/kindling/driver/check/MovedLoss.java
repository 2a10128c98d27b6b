package io.kindling.driver.check;

import io.kindling.driver.train.GradientAggregator;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.parameter.ParameterLayout.Entry;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.work.GradientWork;
import io.kindling.kernels.work.TrainingLossWork;

/**
 * The loss of one step's rows as a function of the weights alone, around one point: dropout is drawn as in that step each time. The
 * network computes in float32, and so the loss is uncertain by a little; how much is measured.
 */
final class MovedLoss {
    private static final long STEP = 0;
    /** Of a tensor's size, a move so small that nothing but rounding shows in second differences. */
    private static final double TINY = 1e-6;

    private static final int TIMES = 6;
    /** What a mean of float32 numbers is uncertain by at least, of its size. */
    private static final double LEAST_NOISE = 1e-8;

    private final GradientAggregator rows;
    private final float[] weights;
    private final float[] gradient;
    private final double noise;

    /**
     * Measures gradient and noise.
     *
     * @param weights the point; kept
     */
    MovedLoss(GradientAggregator rows, ParameterLayout layout, float[] weights) {
        this.rows = rows;
        this.weights = weights;
        this.gradient = rows.aggregate(new GradientWork(STEP), weights, "the gradient of a few rows")
                .meanGradient()
                .clone();
        this.noise = noise(layout);
    }

    /** The gradient by the way back. */
    float[] gradient() {
        return gradient;
    }

    /** What the loss is uncertain by. */
    double noise() {
        return noise;
    }

    /**
     * The derivative along a direction, by the way back and by central differences.
     *
     * @param analytic the gradient's share along it
     * @param numeric the difference quotient
     */
    record Slope(double analytic, double numeric) {}

    /**
     * Moves the numbers of a tensor to either side, each by the same amount but for its sign, which is drawn at random.
     *
     * @param key of the draw
     * @param step how far
     */
    Slope along(Entry entry, long key, double step) {
        float[] up = weights.clone();
        float[] down = weights.clone();
        double analytic = 0;
        for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
            double move = Draws.mix(Draws.key(key, i)) < 0 ? -step : step;
            up[i] = (float) (weights[i] + move);
            down[i] = (float) (weights[i] - move);
            // As far as float32 let them move.
            analytic += gradient[i] * ((double) up[i] - down[i]) / (2 * step);
        }
        return new Slope(analytic, (loss(up) - loss(down)) / (2 * step));
    }

    /** The root mean square of a tensor's weights. */
    double size(Entry entry) {
        return size(weights, entry);
    }

    static double size(float[] numbers, Entry entry) {
        double square = 0;
        for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
            square += (double) numbers[i] * numbers[i];
        }
        return Math.sqrt(square / entry.length());
    }

    /** The standard deviation of one loss: that of second differences, in which it comes six times. */
    private double noise(ParameterLayout layout) {
        double here = loss(weights);
        double square = 0;
        for (int time = 0; time < TIMES; time++) {
            float[] up = weights.clone();
            float[] down = weights.clone();
            for (Entry entry : layout.entries()) {
                double step = TINY * size(entry);
                for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                    double move = Draws.mix(Draws.key(time, i)) < 0 ? -step : step;
                    up[i] = (float) (weights[i] + move);
                    down[i] = (float) (weights[i] - move);
                }
            }
            double second = loss(up) - 2 * here + loss(down);
            square += second * second / (6 * TIMES);
        }
        return Math.max(Math.sqrt(square), LEAST_NOISE * Math.abs(here));
    }

    private double loss(float[] moved) {
        return rows.aggregate(new TrainingLossWork(STEP), moved, "the loss beside the start")
                .meanLoss();
    }
}
