package io.kindling.kernels.work;

import io.kindling.kernels.inspection.InspectedBatch;
import io.kindling.kernels.inspection.Inspector;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.tensor.Matrix;
import java.util.List;

/**
 * Shows all rows of a shard, and what the network makes of them, to inspectors; dropout and the like are switched off. The
 * sum has the loss, too.
 *
 * @param inspectors who look at them
 */
public record InspectionWork(List<Inspector> inspectors) implements ShardWork {
    public InspectionWork {
        inspectors = List.copyOf(inspectors);
    }

    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
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
            Matrix output = model.forward(workspace.pass(), weights, batch);
            model.loss().evaluate(workspace.pass(), output, batch.targets(), batch.weights(), null, sum);
            Matrix prediction = workspace.pass().scratch().matrix(count, model.output());
            model.loss().predict(workspace.pass(), output, prediction);
            InspectedBatch inspected = new InspectedBatch(batch, output, prediction, model.loss(), workspace.pass());
            inspectors.forEach(inspector -> inspector.add(inspected, sum.tally()));
            sum.addRows(count);
        }
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
