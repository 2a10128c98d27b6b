package io.kindling.driver.spark.data.row;

import java.io.Serializable;

/**
 * Why a row cannot be packed.
 *
 * @param column the column's name
 * @param what what is wrong with the cell: {@code is NaN}
 * @param cure what to do
 * @param missing whether the cell is null, NaN or infinite, which {@code data.invalid} rules; other problems always stop
 */
public record CellProblem(String column, String what, String cure, boolean missing) implements Serializable {
    static final String SKIP = "set data.invalid: skip to drop such rows";
    private static final String AFTER_TRAINING =
            "leave such rows out by a where condition, or train again with data.invalid: skip";

    static CellProblem missing(String column, String what) {
        return new CellProblem(column, what, SKIP, true);
    }

    static CellProblem missing(String column, double value) {
        return missing(column, "is " + (Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite"));
    }

    static CellProblem wrong(String column, String what, String cure) {
        return new CellProblem(column, what, cure, false);
    }

    /** The same problem where the model is trained already. */
    public CellProblem afterTraining() {
        return missing ? new CellProblem(column, what, AFTER_TRAINING, true) : this;
    }

    /** The whole sentence; {@code row} is {@code " row 17"} or empty. */
    public String message(String row) {
        return "Column \"" + column + "\"" + row + " " + what + "; " + cure + ".";
    }
}
