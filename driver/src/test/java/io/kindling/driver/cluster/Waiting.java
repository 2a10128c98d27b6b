package io.kindling.driver.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting with a limit that says what it waits for. */
final class Waiting {
    private static final Duration MOST = Duration.ofMinutes(3);

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > MOST.toNanos()) {
                throw new IllegalStateException("Waited " + MOST.toSeconds() + " s for " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted while waiting for " + what, e);
            }
        }
    }
}
