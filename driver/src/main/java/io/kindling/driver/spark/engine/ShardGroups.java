package io.kindling.driver.spark.engine;

import io.kindling.kernels.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The shards, several neighbours in each partition. Tasks prefer the executor that holds their first shard. A shard that had
 * to come from another executor is kept here too, as long as the memory is not wanted otherwise: Spark itself would send it
 * again in every step.
 */
final class ShardGroups extends RDD<Shard> {
    private static final long serialVersionUID = 1;
    private static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);

    private final Broadcast<SharedJob> job;
    private final transient Grouping grouping;

    ShardGroups(RDD<Shard> shards, Grouping grouping, Broadcast<SharedJob> job) {
        super(shards.context(), dependencies(shards, grouping), SHARD);
        this.grouping = grouping;
        this.job = job;
    }

    Grouping grouping() {
        return grouping;
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] shards = parent(0, SHARD).partitions();
        return IntStream.range(0, grouping.groups())
                .mapToObj(group -> {
                    Partition[] members = new Partition[grouping.count(group)];
                    System.arraycopy(shards, grouping.first(group), members, 0, members.length);
                    return new Group(group, members);
                })
                .toArray(Partition[]::new);
    }

    @Override
    public Iterator<Shard> compute(Partition split, TaskContext context) {
        RDD<Shard> shards = parent(0, SHARD);
        SharedJob shared = job.value();
        java.util.Iterator<Partition> members =
                List.of(((Group) split).members()).iterator();
        return CollectionConverters.asScala(new java.util.Iterator<Shard>() {
            @Override
            public boolean hasNext() {
                return members.hasNext();
            }

            @Override
            public Shard next() {
                Partition member = members.next();
                return shared.shard(
                        member.index(), () -> shards.iterator(member, context).next());
            }
        });
    }

    private static Seq<Dependency<?>> dependencies(RDD<Shard> shards, Grouping grouping) {
        return CollectionConverters.asScala(List.<Dependency<?>>of(new Neighbours(shards, grouping)))
                .toSeq();
    }

    /** Some neighbouring shards. */
    @SuppressWarnings("ArrayRecordComponent") // nothing compares groups
    private record Group(int index, Partition[] members) implements Partition {
        // Both overridden: those that come with the trait ask for more than Java gives.
        @Override
        public int hashCode() {
            return index;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Group group && group.index == index;
        }
    }

    /** Tells Spark where a group comes from, and by that where its task runs best. */
    private static final class Neighbours extends NarrowDependency<Shard> {
        private static final long serialVersionUID = 1;

        private final transient Grouping grouping;

        Neighbours(RDD<Shard> shards, Grouping grouping) {
            super(shards);
            this.grouping = grouping;
        }

        @Override
        public Seq<Object> getParents(int group) {
            List<Object> members = new ArrayList<>();
            for (int i = 0; i < grouping.count(group); i++) {
                members.add(grouping.first(group) + i);
            }
            return CollectionConverters.asScala(members).toSeq();
        }
    }
}
