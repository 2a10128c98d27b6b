package io.kindling.driver.spark.data.row;

import java.util.Arrays;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * The numbers in a Spark ML vector. The one class that reads them: it is loaded with the first vector, so that other cells
 * are read where Spark has no ML module.
 */
final class VectorNumbers {
    private VectorNumbers() {}

    static int width(Object cell) {
        return ((Vector) cell).size();
    }

    /** How many it holds: of a sparse vector those that are not 0. */
    static int present(Object cell) {
        return ((Vector) cell).numActives();
    }

    /** <em>Overwrites</em> the numbers from {@code offset} on. */
    static void copy(Object cell, float[] into, int offset) {
        if (cell instanceof SparseVector sparse) {
            Arrays.fill(into, offset, offset + sparse.size(), 0);
            int[] indices = sparse.indices();
            double[] values = sparse.values();
            for (int j = 0; j < indices.length; j++) {
                into[offset + indices[j]] = (float) values[j];
            }
        } else {
            double[] values = ((Vector) cell).toArray();
            for (int j = 0; j < values.length; j++) {
                into[offset + j] = (float) values[j];
            }
        }
    }

    /**
     * <em>Overwrites</em> the numbers it holds, and their columns, from {@code from} on.
     *
     * @param offset the column of its first number
     */
    static void copyPresent(Object cell, int offset, int[] columns, float[] numbers, int from) {
        if (cell instanceof SparseVector sparse) {
            int[] indices = sparse.indices();
            double[] values = sparse.values();
            for (int j = 0; j < indices.length; j++) {
                columns[from + j] = offset + indices[j];
                numbers[from + j] = (float) values[j];
            }
        } else {
            double[] values = ((Vector) cell).toArray();
            for (int j = 0; j < values.length; j++) {
                columns[from + j] = offset + j;
                numbers[from + j] = (float) values[j];
            }
        }
    }
}
