package io.kindling.driver.spark.data;

import io.kindling.kernels.shard.Shard;
import java.util.List;
import java.util.Optional;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The shards that Spark's block stores hold, one in each partition. Where a task comes to an executor that does not have a
 * mapped shard, because another is busy or lost, the shard is built there anew, of the shuffle's files or the source, and
 * held there from then on.
 */
final class HeldShards extends RDD<Shard> {
    private static final long serialVersionUID = 1;
    private static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);
    private static final ClassTag<HeldShard> HELD = ClassTag$.MODULE$.apply(HeldShard.class);

    private final RDD<HeldShard> source;
    private final RDD<HeldShard> held;

    /**
     * Persists the shards.
     *
     * @param source builds them; one in each partition
     */
    HeldShards(RDD<HeldShard> source) {
        this(source, kept(source));
    }

    private HeldShards(RDD<HeldShard> source, RDD<HeldShard> held) {
        super(source.sparkContext(), dependencies(source, held), SHARD);
        this.source = source;
        this.held = held;
    }

    private static RDD<HeldShard> kept(RDD<HeldShard> source) {
        return source.toJavaRDD()
                .mapPartitions(shards -> shards, true)
                .persist(StorageLevel.MEMORY_AND_DISK())
                .rdd();
    }

    /** On both: the source's shuffle files must be there for a shard that is built anew, even if all are held. */
    private static Seq<Dependency<?>> dependencies(RDD<HeldShard> source, RDD<HeldShard> held) {
        List<Dependency<?>> both = List.of(new OneToOneDependency<>(held), new OneToOneDependency<>(source));
        return CollectionConverters.asScala(both).toSeq();
    }

    @Override
    public Partition[] getPartitions() {
        return held.partitions();
    }

    @Override
    public Iterator<Shard> compute(Partition partition, TaskContext task) {
        Iterator<HeldShard> found = held.iterator(partition, task);
        Optional<Shard> here = found.next().here();
        Shard shard = here.orElseGet(() -> {
            release(found);
            return again(partition, task);
        });
        return CollectionConverters.asScala(List.of(shard).iterator());
    }

    @Override
    public RDD<Shard> unpersist(boolean blocking) {
        held.unpersist(blocking);
        return this;
    }

    private Shard again(Partition partition, TaskContext task) {
        HeldShard shard = source.iterator(partition, task).next();
        BlockManager store = SparkEnv.get().blockManager();
        RDDBlockId block = new RDDBlockId(held.id(), partition.index());
        if (store.getStatus(block).isDefined()) {
            // Spark had moved what it knew of the shard to its own disk, and so lost it.
            store.removeBlock(block, true);
        }
        store.putSingle(block, shard, StorageLevel.MEMORY_AND_DISK(), true, HELD);
        return shard.here().orElseThrow();
    }

    /** Spark lets go of a block whose end was reached. */
    private static void release(Iterator<?> block) {
        while (block.hasNext()) {
            block.next();
        }
    }
}
