package io.kindling.driver.audit;

import io.kindling.driver.audit.linear.CrossProducts;
import io.kindling.driver.audit.linear.Folds;
import java.io.Serializable;
import java.util.Arrays;

/** Gathers {@link Lags} from rows in order. Not thread-safe. */
public final class LagSums implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int BEFORE = 0;
    private static final int OWN = 1;
    private static final int BEHIND = 2;

    private final int width;
    private final int targets;
    private final Folds changes;
    /** The label of the row before as the one feature of the row's own. */
    private final CrossProducts[] neighbours;

    private final double[] change;

    /**
     * Nothing yet.
     *
     * @param width numbers that tell a row's features, the constant 1 behind them among them
     * @param targets numbers that tell a row's label
     */
    public LagSums(int width, int targets) {
        this.width = width;
        this.targets = targets;
        this.changes = new Folds(width, 3 * targets);
        this.neighbours = new CrossProducts[targets];
        Arrays.setAll(neighbours, t -> new CrossProducts(2, 1));
        this.change = new double[3 * targets];
    }

    /**
     * Takes a row in.
     *
     * @param changed by how much its features differ from those of the row before; the constant is 1
     * @param labels of the row before that, the row before, the row itself and the row behind
     */
    public void add(int fold, double[] changed, double[][] labels) {
        for (int t = 0; t < targets; t++) {
            for (int lag = 0; lag < 3; lag++) {
                change[lag * targets + t] = labels[lag + 1][t] - labels[lag][t];
            }
            neighbours[t].add(new double[] {labels[1][t], 1}, new double[] {labels[2][t]});
        }
        changes.add(fold, changed, change);
    }

    /** Takes in all that another did. */
    public LagSums merged(LagSums other) {
        changes.merged(other.changes);
        for (int t = 0; t < targets; t++) {
            neighbours[t].merge(other.neighbours[t]);
        }
        return this;
    }

    /** What they tell. */
    public Lags lags(String order) {
        double[][][] weights = changes.weights(-1);
        double[] own = rest(weights, OWN);
        double[] before = rest(weights, BEFORE);
        double[] behind = rest(weights, BEHIND);
        boolean earlier = sum(before) < sum(behind);
        int lag = earlier ? BEFORE : BEHIND;
        CrossProducts all = changes.all();
        int best = best(all, lag);
        double[][][] without = changes.weights(best);
        return new Lags(
                order,
                1 - sum(own),
                1 - sum(before),
                1 - sum(behind),
                error(own, earlier ? before : behind, lag),
                all.alone(best, lag * targets, (lag + 1) * targets),
                sum(rest(without, OWN)) - sum(rest(without, lag)),
                resemblance(),
                Math.round(all.rows()));
    }

    private double[] rest(double[][][] weights, int lag) {
        return changes.rest(weights, lag * targets, (lag + 1) * targets);
    }

    private int best(CrossProducts all, int lag) {
        int best = 0;
        for (int i = 1; i < width - 1; i++) {
            if (all.alone(i, lag * targets, (lag + 1) * targets)
                    > all.alone(best, lag * targets, (lag + 1) * targets)) {
                best = i;
            }
        }
        return best;
    }

    /** The standard error of a lag's share less the own, from how they differ between folds. */
    private double error(double[] own, double[] other, int lag) {
        double[] mine = changes.errors(own, OWN * targets, (OWN + 1) * targets);
        double[] others = changes.errors(other, lag * targets, (lag + 1) * targets);
        double squares = 0;
        for (int f = 0; f < mine.length; f++) {
            squares += (mine[f] - others[f]) * (mine[f] - others[f]);
        }
        return Math.sqrt(squares);
    }

    private double resemblance() {
        double together = 0;
        double all = 0;
        for (CrossProducts label : neighbours) {
            double variation = label.variation(0, 1);
            together += variation * label.alone(0, 0, 1);
            all += variation;
        }
        return all == 0 ? 1 : together / all;
    }

    private static double sum(double[] numbers) {
        return Arrays.stream(numbers).sum();
    }
}
