package io.kindling.kernels.work;

import io.kindling.kernels.model.Model;
import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.Tally;

/** How many bytes the shards take where they are held: in the heap, and in mapped files beside it. */
public record ShardSizeWork() implements ShardWork {
    private static final String BYTES = "shard.bytes";

    /**
     * The bytes of all shards.
     *
     * @param heap in arrays
     * @param mapped in mapped files
     */
    public record Bytes(double heap, double mapped) {
        /** What a tally in which all shards have met tells. */
        public static Bytes of(Tally tally) {
            double[] bytes = tally.get(BYTES);
            return bytes.length == 0 ? new Bytes(0, 0) : new Bytes(bytes[0], bytes[1]);
        }
    }

    @Override
    public void run(Workspace workspace, int shard, Shard rows, float[] weights, GradientSum sum) {
        if (rows instanceof PackedShard packed) {
            sum.tally().slot(BYTES, 2)[packed.mapped() ? 1 : 0] += packed.bytes();
        }
    }

    @Override
    public int gradientLength(Model model) {
        return 0;
    }
}
