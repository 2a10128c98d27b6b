package io.kindling.driver.train;

/** Time spent in steps, with validation and waiting left out. */
final class Stopwatch {
    private long nanos;
    private long started;
    private long lapStarted = System.nanoTime();

    void start() {
        started = System.nanoTime();
    }

    void stop() {
        nanos += System.nanoTime() - started;
    }

    /** Between all starts and stops. */
    long nanos() {
        return nanos;
    }

    /** Seconds by the clock since the last lap. */
    double lap() {
        long now = System.nanoTime();
        double seconds = (now - lapStarted) / 1e9;
        lapStarted = now;
        return seconds;
    }

    /** Goes on from so many nanoseconds. */
    void restore(long saved) {
        nanos = saved;
    }
}
