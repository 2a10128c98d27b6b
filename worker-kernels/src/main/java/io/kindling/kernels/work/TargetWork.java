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

    /**
     * The targets of some rows.
     *
     * @param mean by column; the share of each class where targets are class indices
     * @param deviation by column, the root of the mean square from the mean
     */
    public record Targets(double[] mean, double[] deviation) {
        /** What a tally in which all shards have met tells; no column where no row weighs anything. */
        public static Targets of(Tally tally) {
            double[] sums = tally.get(SUMS);
            double[] squares = tally.get(SQUARES);
            double[] weights = tally.get(WEIGHTS);
            if (weights.length == 0 || weights[0] == 0) {
                return new Targets(new double[0], new double[0]);
            }
            double[] mean = new double[sums.length];
            double[] deviation = new double[sums.length];
            for (int i = 0; i < sums.length; i++) {
                mean[i] = sums[i] / weights[0];
                deviation[i] = Math.sqrt(Math.max(0, squares[i] / weights[0] - mean[i] * mean[i]));
            }
            return new Targets(mean, deviation);
        }
    }

    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        Model model = workspace.job().model();
        boolean classes = model.loss().targetKind() == TargetKind.CLASS_INDEX;
        int columns = classes ? model.output().last() : model.target().size();
        double[] sums = sum.tally().slot(SUMS, columns);
        double[] squares = sum.tally().slot(SQUARES, columns);
        double[] total = sum.tally().slot(WEIGHTS, 1);
        int most = workspace.job().memory().predictionRows();
        StepRows.forEach(
                workspace,
                shard,
                step,
                most,
                sum,
                count -> add(workspace.gather(rows, count), classes, sums, squares, total));
    }

    /** A class index counts as a 1 in its column and 0 in the others; a negative one does not count. */
    private static void add(Batch batch, boolean classes, double[] sums, double[] squares, double[] total) {
        float[] targets = batch.targets().array();
        int width = batch.targetColumns();
        for (int row = 0; row < batch.rows(); row++) {
            double weight = batch.weights()[row];
            for (int j = 0; j < width; j++) {
                float target = targets[row * width + j];
                int column = classes ? (int) target : j;
                if (column >= 0 && column < sums.length) {
                    sums[column] += weight * (classes ? 1 : target);
                    squares[column] += weight * (classes ? 1 : (double) target * target);
                    total[0] += classes ? weight : weight / width;
                }
            }
        }
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
