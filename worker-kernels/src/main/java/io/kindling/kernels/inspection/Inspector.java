package io.kindling.kernels.inspection;

import io.kindling.kernels.sum.Tally;
import java.io.Serializable;

/**
 * Looks at rows that have gone through a trained network and counts something into a tally, batch by batch: what a person wants
 * to see of a model beside its figures. What the tally holds does not depend on how the rows are spread.
 */
public interface Inspector extends Serializable {
    /** <em>Adds</em> a batch. */
    void add(InspectedBatch batch, Tally tally);
}
