package io.kindling.driver.sync;

import io.kindling.driver.optim.schedule.Schedule;

/** The learning rate that the driver has set for the step at hand: where a schedule's memory does not reach. */
final class RoundRates implements Schedule {
    private double rate;

    void set(double rate) {
        this.rate = rate;
    }

    @Override
    public double rate(double baseRate, long step) {
        return rate;
    }
}
