package io.kindling.driver.spark.engine;

import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.GradientSum;
import io.kindling.kernels.sum.PairwiseTree;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ContextCleaner;
import org.apache.spark.Partitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.JavaSerializer;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Range;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Each group's task cuts its gradient into chunks; for every chunk one task gathers it from all groups, adds it up along the
 * fixed tree and sends it to the driver, which so receives one gradient, whatever the number of groups. The chunks travel as a
 * shuffle of Spark: what is lost with an executor is computed again.
 */
final class SumOnExecutors implements Summing {
    private static final ClassTag<Integer> CHUNK_NUMBER = ClassTag$.MODULE$.apply(Integer.class);
    private static final ClassTag<GradientChunk> CHUNK = ClassTag$.MODULE$.apply(GradientChunk.class);

    private final Chunks chunks;
    private final int slots;
    private final float[] gradient;

    /**
     * Adds up so many chunks.
     *
     * @param slots how many tasks run at a time
     */
    SumOnExecutors(Chunks chunks, int slots) {
        this.chunks = chunks;
        this.slots = slots;
        this.gradient = new float[chunks.numbers()];
    }

    @Override
    public Summed sum(ShardGroups groups, GroupTask task) {
        Chunks cut = chunks;
        RDD<Tuple2<Integer, GradientChunk>> parts = JavaRDD.fromRDD(groups, groups.elementClassTag())
                .mapPartitionsWithIndex((group, shards) -> new Pieces(group, shards, task, cut), false)
                .rdd();
        RDD<Tuple2<Integer, GradientChunk>> gathered = new ShuffledRDD<Integer, GradientChunk, GradientChunk>(
                        parts, new ByNumber(cut.count()), CHUNK_NUMBER, CHUNK, CHUNK)
                .setSerializer(new JavaSerializer(groups.sparkContext().getConf()));
        Arrival arrival = new Arrival(gradient, cut);
        try {
            groups.sparkContext()
                    .runJob(
                            gathered,
                            new AddUp(groups.grouping().groups()),
                            new Range.Exclusive(0, cut.count(), 1),
                            arrival,
                            CHUNK);
        } finally {
            if (!groups.sparkContext().isStopped()) {
                forget(gathered);
            }
        }
        long adding = arrival.addingNanos / Math.min(slots, cut.count());
        return new Summed(arrival.sum(), arrival.tasks, arrival.nanos + adding);
    }

    /** Removes what the chunks left on the executors' disks; what the shards themselves were made of stays. */
    private static void forget(RDD<?> gathered) {
        int shuffle = ((ShuffleDependency<?, ?, ?>) gathered.dependencies().head()).shuffleId();
        gathered.sparkContext().cleaner().foreach(new AbstractFunction1<>() {
            @Override
            public BoxedUnit apply(ContextCleaner cleaner) {
                cleaner.doCleanupShuffle(shuffle, false);
                return BoxedUnit.UNIT;
            }
        });
    }

    /** A group's gradient, piece by piece. */
    private static final class Pieces implements java.util.Iterator<Tuple2<Integer, GradientChunk>> {
        private final int group;
        private final Chunks chunks;
        private final GroupSum sum;
        private int next;

        Pieces(int group, java.util.Iterator<Shard> shards, GroupTask task, Chunks chunks) {
            this.group = group;
            this.chunks = chunks;
            this.sum = task.run(group, CollectionConverters.asScala(shards));
        }

        @Override
        public boolean hasNext() {
            return next < chunks.count();
        }

        @Override
        public Tuple2<Integer, GradientChunk> next() {
            int chunk = next++;
            boolean last = next == chunks.count();
            return new Tuple2<>(
                    chunk,
                    new GradientChunk(
                            group,
                            sum.sum().gradient(),
                            chunks.start(chunk),
                            chunks.length(chunk),
                            sum.sum().isPacked(),
                            last ? sum.sum().withGradient(new float[0]) : null,
                            last ? List.of(sum.times().endingNow()) : List.of()));
        }
    }

    /** A chunk's number is the number of its partition. */
    private static final class ByNumber extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int chunks;

        ByNumber(int chunks) {
            this.chunks = chunks;
        }

        @Override
        public int numPartitions() {
            return chunks;
        }

        @Override
        public int getPartition(Object chunk) {
            return (Integer) chunk;
        }
    }

    /** The task's function: one chunk of all groups. */
    private static final class AddUp
            extends AbstractFunction2<TaskContext, Iterator<Tuple2<Integer, GradientChunk>>, GradientChunk>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final int groups;

        AddUp(int groups) {
            this.groups = groups;
        }

        @Override
        public GradientChunk apply(TaskContext context, Iterator<Tuple2<Integer, GradientChunk>> parts) {
            long begun = System.nanoTime();
            PairwiseTree<GradientChunk> tree = new PairwiseTree<>(groups, GradientChunk::merge);
            while (parts.hasNext()) {
                GradientChunk part = parts.next()._2();
                tree.offer(part.group(), part);
            }
            GradientChunk sum = tree.result();
            sum.setAddingNanos(System.nanoTime() - begun);
            return sum;
        }
    }

    /** Called with each chunk as it arrives, one at a time. */
    private static final class Arrival extends AbstractFunction2<Object, GradientChunk, BoxedUnit> {
        private final float[] gradient;
        private final Chunks chunks;
        private final List<TaskTimes> tasks = new ArrayList<>();
        private GradientSum rest;
        private long nanos;
        private long addingNanos;
        private long bytesMoved;

        Arrival(float[] gradient, Chunks chunks) {
            this.gradient = gradient;
            this.chunks = chunks;
        }

        @Override
        public BoxedUnit apply(Object number, GradientChunk chunk) {
            long start = System.nanoTime();
            chunk.copyInto(gradient, chunks.start((Integer) number));
            bytesMoved += chunk.bytesMoved();
            if (chunk.rest() != null) {
                rest = chunk.rest();
                tasks.addAll(chunk.tasks());
            }
            nanos += System.nanoTime() - start;
            addingNanos += chunk.addingNanos();
            return BoxedUnit.UNIT;
        }

        GradientSum sum() {
            GradientSum sum = rest.withGradient(gradient);
            sum.addBytesMoved(bytesMoved);
            return sum;
        }
    }
}
