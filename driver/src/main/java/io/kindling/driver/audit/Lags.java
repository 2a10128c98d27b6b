package io.kindling.driver.audit;

/**
 * How well the features tell the label of their own row and of its neighbours, in rows in order. A linear model tells how the label
 * changes from row to row by how the features change: changes know nothing of a trend that all rows share, so that even sorted rows
 * can tell. Of rows in no order, the features explain the changes of the neighbours' labels a quarter as well as of their own.
 *
 * @param order what the order of the rows is, for messages
 * @param own the share of the changes' variance that is explained on rows that the model was not fitted to (R²), with the row's own label;
 *     below 0 where it is worse than the mean
 * @param before the same with the label of the row before
 * @param behind the same with the label of the row behind
 * @param chance the standard error of the better neighbour's share less the own
 * @param alone the share of the better neighbour's changes that the best feature explains by itself
 * @param others the better neighbour's share less the own, both without that feature
 * @param resemblance the squared correlation of the labels of neighbouring rows: near 1 in sorted rows
 * @param rows that were looked at
 */
public record Lags(
        String order,
        double own,
        double before,
        double behind,
        double chance,
        double alone,
        double others,
        double resemblance,
        long rows) {
    /** The share of the neighbour whose label the features tell better. */
    public double neighbour() {
        return Math.max(before, behind);
    }
}
