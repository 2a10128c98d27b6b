package io.kindling.driver.bench.peers;

import io.kindling.driver.bench.Allocation;
import io.kindling.kernels.parameter.ParameterLayout;
import io.kindling.kernels.sampler.BatchSampler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A network that learns with libtorch: from Kindling's start, on Kindling's batches. */
final class TorchPupil implements Pupil {
    private final Exam exam;
    private final BatchSampler batches;
    private final PointerScope scope = new PointerScope();
    private final TorchNetwork network;
    private final Adam adam;
    private final Tensor x;
    private final Tensor y;
    private final int[] selected;
    private long step;

    TorchPupil(Exam exam, long seed, int shards) throws Exception {
        this.exam = exam;
        Rows rows = exam.rows();
        // Row i lies in shard i mod shards.
        long[] dealt = new long[shards];
        for (int shard = 0; shard < shards; shard++) {
            dealt[shard] = ((long) rows.x().length + shards - 1 - shard) / shards;
        }
        this.batches = new BatchSampler(1, exam.batch(), true, dealt);
        this.selected = new int[exam.batch()];
        this.x = TorchNetwork.features(exam, rows);
        this.y = TorchNetwork.targets(exam, rows);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        ParameterLayout layout = exam.network().model().layout();
        float[] start = layout.initialize(seed);
        TensorVector trained = new TensorVector();
        for (ParameterLayout.Entry entry : layout.entries()) {
            float[] values = Arrays.copyOfRange(start, entry.offset(), entry.offset() + entry.length());
            Tensor weight =
                    Tensor.create(values, TorchNetwork.longs(entry.parameter().shape()));
            weight.set_requires_grad(true);
            weights.put(entry.name(), weight);
            trained.push_back(weight);
        }
        this.network = new TorchNetwork(exam, weights);
        this.adam = new Adam(trained, new AdamOptions(1e-3));
    }

    @Override
    public Lesson learn(int steps) {
        long rows = 0;
        double loss = Double.NaN;
        long bytes = Allocation.bytes();
        long start = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            long[] batch = batch(step++);
            rows += batch.length;
            try (PointerScope inner = new PointerScope()) {
                Tensor index = Tensor.create(batch);
                adam.zero_grad();
                Tensor error = network.loss(x.index_select(0, index), y.index_select(0, index));
                error.backward();
                adam.step();
                loss = i == steps - 1 ? error.item_float() : loss;
                inner.deallocate();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Lesson(steps, rows, seconds, loss, Allocation.bytes() - bytes);
    }

    private long[] batch(long which) {
        int shards = batches.shardRows().length;
        long[] rows = new long[exam.batch()];
        int count = 0;
        for (int shard = 0; shard < shards; shard++) {
            int taken = batches.select(shard, which, selected);
            for (int i = 0; i < taken; i++) {
                rows[count++] = (long) selected[i] * shards + shard;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    @Override
    public double accuracy(Rows rows) {
        NoGradGuard forwardOnly = new NoGradGuard();
        try (PointerScope inner = new PointerScope()) {
            Tensor told = network.outputs(TorchNetwork.features(exam, rows)).argmax(new LongOptional(1), false);
            double right = told.eq(TorchNetwork.targets(exam, rows)).sum().item_long();
            inner.deallocate();
            return right / rows.x().length;
        } finally {
            forwardOnly.close();
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
