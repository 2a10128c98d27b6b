package io.kindling.driver.cli;

/** What the launcher found out about standard output. */
final class Terminal {
    private Terminal() {}

    /** How many columns the terminal has; 0 where standard output is none, and a line cannot be redrawn. */
    static int columns() {
        return Integer.getInteger("kindling.columns", 0);
    }
}
