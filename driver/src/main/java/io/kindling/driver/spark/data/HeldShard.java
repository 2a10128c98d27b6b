package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.PackedShard;
import io.kindling.kernels.shard.Shard;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.util.KnownSizeEstimation;

/**
 * A shard as Spark's block store has it. One in arrays travels with its rows. One in a mapped file stays where it is: what
 * comes to another process is the knowledge that it is elsewhere. (Spark would put all of it into the sender's heap.)
 */
final class HeldShard implements KnownSizeEstimation, Serializable {
    private static final long serialVersionUID = 1;
    private static final int OWN_BYTES = 256;

    private final PackedShard arrays;
    private final transient PackedShard mapped;

    HeldShard(PackedShard shard) {
        this.arrays = shard.mapped() ? null : shard;
        this.mapped = shard.mapped() ? shard : null;
    }

    /** The shard; empty if it lies in another process. */
    Optional<Shard> here() {
        return Optional.ofNullable(arrays != null ? arrays : mapped);
    }

    /** What it takes of the heap; Spark would follow a mapping's pointers through half of the JVM. */
    @Override
    public long estimatedSize() {
        return arrays == null ? OWN_BYTES : OWN_BYTES + arrays.bytes();
    }
}
