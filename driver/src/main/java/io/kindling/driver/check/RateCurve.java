package io.kindling.driver.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Losses while the learning rate grows from step to step (Smith: Cyclical Learning Rates for Training Neural Networks, 2017),
 * smoothed by a running mean. Grows step by step; not thread-safe.
 */
final class RateCurve {
    /** How much of the running mean stays at each step. */
    private static final double STAYS = 0.9;
    /** Steps before a rise counts. */
    private static final int FIRST = 8;
    /** How much of what it had fallen the loss has to climb again before it counts as lost. */
    private static final double CLIMBED = 0.5;

    private static final double LEAST_RISE = 1.25;
    private static final double LARGEST_RISE = 4;

    private final List<Double> rates = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private double running;
    private double share;

    /** A step at a rate larger than the one before. */
    void add(double rate, double loss) {
        running = STAYS * running + (1 - STAYS) * loss;
        share = STAYS * share + (1 - STAYS);
        rates.add(rate);
        losses.add(running / share);
    }

    int steps() {
        return rates.size();
    }

    double rate(int step) {
        return rates.get(step);
    }

    /** The smoothed loss. */
    double loss(int step) {
        return losses.get(step);
    }

    /** The rates, in their order. */
    List<Double> rates() {
        return List.copyOf(rates);
    }

    /** The smoothed losses, in the order of the rates. */
    List<Double> losses() {
        return List.copyOf(losses);
    }

    /** The step with the least smoothed loss. */
    int lowest() {
        int lowest = 0;
        for (int i = 1; i < steps(); i++) {
            lowest = losses.get(i) < losses.get(lowest) ? i : lowest;
        }
        return lowest;
    }

    /** The loss fell by at least so much of what it was at first. */
    boolean fellBy(double part) {
        return losses.get(lowest()) < (1 - part) * losses.get(0);
    }

    /** The first step behind the lowest at which the loss is lost again. */
    Optional<Integer> lost() {
        int lowest = 0;
        for (int i = 1; i < steps(); i++) {
            if (losses.get(i) < losses.get(lowest)) {
                lowest = i;
            } else if (i >= FIRST && !(losses.get(i) <= bound(losses.get(lowest)))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private double bound(double least) {
        double climbed = least + CLIMBED * (losses.get(0) - least);
        return Math.max(LEAST_RISE * least, Math.min(LARGEST_RISE * least, climbed));
    }

    /**
     * The step at which the loss falls most for each factor that the rate grows by, over a tenth of the curve: single batches
     * differ by more.
     */
    int steepest() {
        int lowest = lowest();
        int half = Math.max(1, steps() / 20);
        int steepest = lowest;
        double most = 0;
        for (int i = FIRST; i <= lowest; i++) {
            double fall = losses.get(Math.max(FIRST, i - half)) - losses.get(Math.min(lowest, i + half));
            if (fall > most) {
                most = fall;
                steepest = i;
            }
        }
        return steepest;
    }

    /** That of the steepest fall, but no more than a tenth of the one with the least loss: many steps bear less than one. */
    double suggested() {
        return Math.min(rates.get(steepest()), rates.get(lowest()) / 10);
    }

    /** The step whose rate is nearest to this one, by their ratio. */
    int nearest(double rate) {
        double[] distances = rates.stream()
                .mapToDouble(each -> Math.abs(Math.log(each / rate)))
                .toArray();
        double least = Arrays.stream(distances).min().orElse(0);
        int nearest = 0;
        while (distances[nearest] > least) {
            nearest++;
        }
        return nearest;
    }
}
