package io.kindling.driver.audit;

import java.util.List;

/** Labels that a quick linear model, fitted to other rows, contradicts. */
public sealed interface Doubts permits ClassDoubts, NumberDoubts {
    /** Rows that were looked at. */
    long rows();

    /** Rows whose label is farthest from what the model says, with both; the farthest first. */
    List<String> examples();
}
