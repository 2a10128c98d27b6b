package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;

/**
 * The first rows of one shard, each as it is and then as training steps 0, 1, 2, … would change it: for people to look at.
 *
 * @param shard which
 * @param rows how many of its first rows; no more than it has
 * @param versions how many changed ones of each row
 */
public record AugmentedRows(int shard, int rows, int versions) implements ShardWork {
    private static final String SLOT = "augmented";

    @Override
    public void run(Workspace workspace, int here, Shard data, float[] weights, GradientSum sum) {
        if (here != shard) {
            return;
        }
        int columns = workspace.job().model().input().size();
        double[] found = sum.tally().slot(SLOT, rows * (1 + versions) * columns);
        for (int version = 0; version <= versions; version++) {
            int[] selected = workspace.rows(rows);
            for (int row = 0; row < rows; row++) {
                selected[row] = row;
            }
            Batch batch =
                    version == 0 ? workspace.gather(data, rows) : workspace.gatherForTraining(data, rows, version - 1L);
            Matrix x = batch.features();
            for (int i = 0; i < x.size(); i++) {
                int row = i / columns;
                found[(row * (1 + versions) + version) * columns + i % columns] = x.array()[x.offset() + i];
            }
        }
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }

    /** The numbers of [rows, 1 + versions, features], first each row as it is. */
    public static double[] numbers(Tally tally) {
        return tally.get(SLOT);
    }
}
