package io.kindling.kernels.work;

import io.kindling.kernels.layer.Backward;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.layer.Pass;
import io.kindling.kernels.model.Model;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.sampler.BatchSampler;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Repeats a step's rows layer by layer and tallies the first place, in the order of computation, that holds a number that
 * is not finite.
 *
 * @param step the step to repeat
 */
public record DiagnosisWork(long step) implements ShardWork {
    private static final String PREFIX = "diagnosis.";

    /** Rows that a shard holds sparse are looked at dense, and may be wide: 64 MB of them at a time. */
    private static final int MOST_FEATURES = 1 << 24;

    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        BatchSampler sampler = workspace.job().sampler();
        int[] selected = workspace.rows(sampler.largestBatch(shard));
        int count = sampler.select(shard, step, selected);
        Job job = workspace.job();
        int widest = Math.max(1, MOST_FEATURES / job.model().input().size());
        int most = Math.min(job.memory().trainingRows(), widest);
        Batch batch = new Batch(job.model().input(), job.model().target());
        for (int from = 0; from < count; from += most) {
            int piece = Math.min(most, count - from);
            System.arraycopy(selected, from, selected, 0, piece);
            rows.gather(selected, piece, job.features(), job.targets(), batch);
            workspace.beginTraining(batch, step);
            List<String> places = new ArrayList<>();
            int found = examine(job.model(), workspace.pass(), weights, batch, places);
            if (found >= 0) {
                // Tallies come back sorted by name: the number in front keeps the order of computation.
                sum.tally().slot(String.format("%s%06d.%s", PREFIX, found, places.get(found)), 1)[0]++;
            }
        }
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }

    /** The earliest place over all shards. */
    public static String firstPlace(Tally tally) {
        return tally.names().stream()
                .filter(name -> name.startsWith(PREFIX))
                .findFirst()
                .map(name -> name.substring(PREFIX.length() + 7))
                .orElse("the sum over all rows: each is finite, but together they overflow");
    }

    /** Lists the places in the order of computation; the index of the first that is not finite, or -1. */
    private static int examine(Model model, Pass pass, float[] weights, Batch batch, List<String> places) {
        model.bind(pass, weights, batch, null);
        places.add("the features");
        Matrix x = batch.features();
        if (!finite(x.array(), x.offset(), x.size())) {
            return 0;
        }
        List<Backward> backs = new ArrayList<>();
        List<Matrix> inputs = new ArrayList<>();
        List<Slice> slices = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < model.layers().size(); i++) {
            Layer layer = model.layers().get(i);
            int length = layer.parameterCount(x.shape());
            Slice slice = new Slice(weights, offset, length);
            Matrix y = pass.scratch().matrix(x.rows(), layer.outputShape(x.shape()));
            backs.add(layer.forward(pass, slice, x, y));
            inputs.add(x);
            slices.add(slice);
            places.add("the output of " + name(model, i));
            if (!finite(y.array(), y.offset(), y.size())) {
                return places.size() - 1;
            }
            offset += length;
            x = y;
        }
        Matrix dy = pass.scratch().matrix(x.rows(), x.shape());
        GradientSum loss = new GradientSum(model.layout().parameters());
        model.evaluate(pass, x, batch, dy, loss);
        places.add("the loss");
        if (!Double.isFinite(loss.loss()) || !finite(dy.array(), dy.offset(), dy.size())) {
            return places.size() - 1;
        }
        for (int i = backs.size() - 1; i >= 0; i--) {
            Matrix dx =
                    pass.scratch().matrix(inputs.get(i).rows(), inputs.get(i).shape());
            Slice slice = slices.get(i);
            backs.get(i).apply(dy, new Slice(loss.gradient(), slice.offset(), slice.length()), dx);
            places.add("the gradient of " + name(model, i));
            if (!finite(loss.gradient(), slice.offset(), slice.length())
                    || !finite(dx.array(), dx.offset(), dx.size())) {
                return places.size() - 1;
            }
            dy = dx;
        }
        return -1;
    }

    private static String name(Model model, int layer) {
        return "layers." + layer + " (" + LayerRegistry.nameOf(model.layers().get(layer)) + ")";
    }

    private static boolean finite(float[] array, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!Float.isFinite(array[i])) {
                return false;
            }
        }
        return true;
    }
}
