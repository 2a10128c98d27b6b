package io.kindling.driver.audit;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** What is learned or measured would be wrong. */
    ERROR,
    /** Worth a look before training. */
    WARNING,
    /** Good to know. */
    NOTE;

    /** As in files and columns. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
