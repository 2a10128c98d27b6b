package io.kindling.kernels.work;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an executor remembers of its shards from one round to the next, for works that are not pure functions: what a
 * compression has not sent, the state of an optimizer that stays where it is. It belongs to the executor's {@link Job},
 * never travels, and is gone with either. Thread-safe.
 *
 * <p>What a round leaves is for the next round alone, and can be taken once: a task that is run again, and a shard that
 * comes back after a time elsewhere, find nothing.
 */
public final class ShardMemory implements Serializable {
    private static final long serialVersionUID = 1;

    private record Key(int shard, Class<?> type) {}

    private record Left(long round, Object content) {}

    private final transient Map<Key, Left> left = new ConcurrentHashMap<>();

    /** Takes what the round before this one left of a shard here. */
    public <T> Optional<T> take(Class<T> type, int shard, long round) {
        Left found = left.remove(new Key(shard, type));
        return found == null || found.round() != round - 1 ? Optional.empty() : Optional.of(type.cast(found.content()));
    }

    /** Leaves something for the next round; only this one may be changed until then. */
    public <T> void leave(Class<T> type, int shard, long round, T content) {
        left.put(new Key(shard, type), new Left(round, content));
    }

    /** A job that arrives at an executor remembers nothing. */
    private Object readResolve() {
        return new ShardMemory();
    }
}
