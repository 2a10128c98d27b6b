package io.kindling.driver.solver.breeze;

/** A function to be minimised, with its gradient. */
public interface Objective {
    /**
     * The function and its gradient somewhere.
     *
     * @param value not finite where the function is not
     * @param gradient by each number
     */
    @SuppressWarnings("ArrayRecordComponent") // goes to Breeze as it is
    record Value(double value, double[] gradient) {}

    /** Computes both; the array is unchanged and may be reused by the caller afterwards. */
    Value at(double[] x);
}
