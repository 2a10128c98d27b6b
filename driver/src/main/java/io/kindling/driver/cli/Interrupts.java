package io.kindling.driver.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/** Ctrl-C, and the polite way to end a process: the first one asks, the second one insists. */
final class Interrupts {
    private static final int KILLED = 130;

    private Interrupts() {}

    /** Runs the action at the first interrupt; a second one ends the JVM at once. */
    static void onInterrupt(Runnable action) {
        AtomicBoolean asked = new AtomicBoolean();
        for (String signal : new String[] {"INT", "TERM"}) {
            Signals.register(signal, () -> {
                if (asked.getAndSet(true)) {
                    Runtime.getRuntime().halt(KILLED);
                }
                System.err.println("\nStopping after this step; once more to stop at once.");
                action.run();
            });
        }
    }
}
