package io.kindling.driver.optim.schedule;

import java.util.Map;

/**
 * Leads up to a schedule: step i of n has the rate {@code base · (i + 1) / n}, so the first has a small one and the last
 * the whole; then the schedule begins with its own step 0.
 *
 * @param steps n
 * @param next what comes after
 */
public record Warmup(int steps, Schedule next) implements Schedule {
    @Override
    public double rate(double baseRate, long step) {
        return step < steps ? baseRate * (step + 1) / steps : next.rate(baseRate, step - steps);
    }

    @Override
    public void observe(double validationLoss) {
        next.observe(validationLoss);
    }

    @Override
    public Map<String, Double> state() {
        return next.state();
    }

    @Override
    public void restore(Map<String, Double> state) {
        next.restore(state);
    }
}
