package io.kindling.driver.optim.schedule;

import java.util.Map;

/**
 * The schedule of {@link ReduceOnPlateau}, fed with validation losses. A loss counts as better if it is less than
 * {@code best − threshold · |best|}. After more than {@code patience} validations in a row without a better one, the rate
 * is multiplied by {@code factor} and the count starts again. A loss that is NaN is not better.
 */
public final class Plateau implements Schedule {
    private final double factor;
    private final int patience;
    private final double threshold;
    private final double minimum;

    private double best = Double.MAX_VALUE;
    private int withoutProgress;
    private int reductions;

    Plateau(double factor, int patience, double threshold, double minimum) {
        this.factor = factor;
        this.patience = patience;
        this.threshold = threshold;
        this.minimum = minimum;
    }

    @Override
    public double rate(double baseRate, long step) {
        return Math.max(Math.min(minimum, baseRate), baseRate * StrictMath.pow(factor, reductions));
    }

    @Override
    public void observe(double validationLoss) {
        if (validationLoss < best - threshold * Math.abs(best)) {
            best = validationLoss;
            withoutProgress = 0;
        } else if (++withoutProgress > patience) {
            withoutProgress = 0;
            reductions++;
        }
    }

    @Override
    public Map<String, Double> state() {
        return Map.of(
                "plateau.best", best,
                "plateau.without_progress", (double) withoutProgress,
                "plateau.reductions", (double) reductions);
    }

    @Override
    public void restore(Map<String, Double> state) {
        best = state.get("plateau.best");
        withoutProgress = state.get("plateau.without_progress").intValue();
        reductions = state.get("plateau.reductions").intValue();
    }
}
