package io.kindling.kernels.work;

import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;

/**
 * What the targets of a step's rows are like, as the loss takes them: how much each class weighs, or the weighted sum and
 * squares of each number.
 *
 * @param step counted from 0 over all epochs
 */
public record TargetWork(long step) implements ShardWork {
    private static final String SUMS = "target.sums";
    private static final String SQUARES = "target.squares";
    private static final String WEIGHTS = "target.weights";
    private static final String ENTROPY = "target.entropy";

    /**
     * The targets of some rows.
     *
     * @param mean by column; the share of each class where targets are class indices
     * @param deviation by column, the root of the mean square from the mean
     * @param entropy of targets that are probabilities, in the mean over rows (of one that is binary, over its outputs): no
     *     cross-entropy is less
     */
    public record Targets(double[] mean, double[] deviation, double entropy) {
        /** What a tally in which all shards have met tells; no column where no row weighs anything. */
        public static Targets of(Tally tally) {
            double[] sums = tally.get(SUMS);
            double[] squares = tally.get(SQUARES);
            double[] weights = tally.get(WEIGHTS);
            if (weights.length == 0 || weights[0] == 0) {
                return new Targets(new double[0], new double[0], 0);
            }
            double[] mean = new double[sums.length];
            double[] deviation = new double[sums.length];
            for (int i = 0; i < sums.length; i++) {
                mean[i] = sums[i] / weights[0];
                deviation[i] = Math.sqrt(Math.max(0, squares[i] / weights[0] - mean[i] * mean[i]));
            }
            return new Targets(mean, deviation, tally.get(ENTROPY)[0] / weights[0]);
        }
    }

    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        Model model = workspace.job().model();
        TargetKind kind = model.loss().targetKind();
        int columns = kind == TargetKind.CLASS_INDEX
                ? model.output().last()
                : model.target().size();
        int most = workspace.job().memory().predictionRows();
        StepRows.forEach(
                workspace,
                shard,
                step,
                most,
                sum,
                count -> add(workspace.gather(rows, count), kind, columns, sum.tally()));
    }

    /** A class index counts as a 1 in its column and 0 in the others; a negative one does not count. */
    private static void add(Batch batch, TargetKind kind, int columns, Tally tally) {
        double[] sums = tally.slot(SUMS, columns);
        double[] squares = tally.slot(SQUARES, columns);
        double[] weights = tally.slot(WEIGHTS, 1);
        double[] entropy = tally.slot(ENTROPY, 1);
        boolean classes = kind == TargetKind.CLASS_INDEX;
        int width = batch.targetColumns();
        for (int i = 0; i < batch.rows() * width; i++) {
            float target = batch.targets().array()[i];
            double weight = batch.weights()[i / width];
            int column = classes ? (int) target : i % width;
            if (column >= 0 && column < columns) {
                sums[column] += weight * (classes ? 1 : target);
                squares[column] += weight * (classes ? 1 : (double) target * target);
                weights[0] += classes ? weight : weight / width;
                entropy[0] += weight * entropy(kind, target, width);
            }
        }
    }

    /** A target's part in that of its row. */
    private static double entropy(TargetKind kind, double target, int width) {
        return switch (kind) {
            case PROBABILITIES -> entropy(target);
            case BINARY -> (entropy(target) + entropy(1 - target)) / width;
            case CLASS_INDEX, NUMBER -> 0;
        };
    }

    private static double entropy(double share) {
        return share <= 0 ? 0 : -share * Math.log(share);
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
