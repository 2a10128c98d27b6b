package io.kindling.driver.cli;

import sun.misc.Signal;

/** Ctrl-C, and the polite way to end a process: the first one asks, the second one insists. */
final class Interrupts {
    private Interrupts() {}

    /** Runs the action at the first interrupt; a second one ends the JVM at once. */
    static void onInterrupt(Runnable action) {
        for (String name : new String[] {"INT", "TERM"}) {
            Signal signal = new Signal(name);
            Signal.handle(signal, first -> {
                System.err.println("\nStopping after this step; once more to stop at once.");
                Signal.handle(signal, second -> Runtime.getRuntime().halt(128 + second.getNumber()));
                action.run();
            });
        }
    }
}
