package io.kindling.driver.cli;

/** Whether a person looks at standard output. */
final class Terminal {
    private Terminal() {}

    /** Whether a line can be redrawn there; the launcher finds out and says so by a system property. */
    static boolean redraws() {
        return Boolean.getBoolean("kindling.terminal");
    }
}
