package io.kindling.driver.audit;

import java.io.Serializable;

/** What is known of a column in one part of the data; gathered row by row, and merged. Not thread-safe. */
public sealed interface ColumnFigures extends Serializable permits NumberFigures, WordFigures, SeriesFigures {
    /** Cells, missing ones included. */
    long rows();

    /** Cells that are null, not a number or infinite; of a series, those with such a number in it. */
    long missing();
}
