package io.kindling.kernels.work;

import io.kindling.kernels.inspection.InspectedBatch;
import io.kindling.kernels.inspection.Inspector;
import io.kindling.kernels.model.Model;
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
        ForwardRows.run(workspace, rows, weights, (batch, output) -> {
            model.loss().evaluate(workspace.pass(), output, batch.targets(), batch.weights(), null, sum);
            Matrix prediction = workspace.pass().scratch().matrix(batch.rows(), model.output());
            model.loss().predict(workspace.pass(), output, prediction);
            InspectedBatch inspected = new InspectedBatch(batch, output, prediction, model.loss(), workspace.pass());
            inspectors.forEach(inspector -> inspector.add(inspected, sum.tally()));
            sum.addRows(batch.rows());
        });
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
