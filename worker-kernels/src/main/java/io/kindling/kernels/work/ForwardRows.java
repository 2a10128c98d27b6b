package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.tensor.Matrix;
import java.util.function.BiConsumer;

/** All rows of a shard on their way through a network, with dropout and the like switched off. */
final class ForwardRows {
    private ForwardRows() {}

    /**
     * Takes as many rows at a time as the memory is planned for.
     *
     * @param weights the model's flat array, unchanged
     * @param each told each batch and the network's output for it, both valid until it returns
     */
    static void run(Workspace workspace, Shard rows, float[] weights, BiConsumer<Batch, Matrix> each) {
        Model model = workspace.job().model();
        int most = workspace.job().memory().predictionRows();
        workspace.reserve(workspace.job().memory().prediction(), Math.min(most, rows.rows()));
        for (int from = 0; from < rows.rows(); from += most) {
            int count = Math.min(most, rows.rows() - from);
            int[] selected = workspace.rows(count);
            for (int i = 0; i < count; i++) {
                selected[i] = from + i;
            }
            Batch batch = workspace.gather(rows, count);
            workspace.pass().begin(false, 0, batch.keys()).forwardOnly();
            each.accept(batch, model.forward(workspace.pass(), weights, batch));
        }
    }
}
