package io.kindling.driver.spark.engine;

import io.kindling.kernels.sum.GradientSum;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.apache.spark.storage.BroadcastBlockId;

/**
 * The sum over a group of shards, and what its task measured. To a driver in the same JVM the sum itself is handed on, and
 * only its place is written.
 */
public final class GroupSum implements Externalizable {
    private static final long serialVersionUID = 1;

    private GradientSum sum;
    private TaskTimes times;
    private BroadcastBlockId place;
    private transient long readNanos;

    /** For deserialisation. */
    public GroupSum() {
        this(new GradientSum(), new TaskTimes("", 0, 0, 0, 0), null);
    }

    /**
     * A group's sum.
     *
     * @param place where a driver in this JVM finds it; null for one elsewhere
     */
    GroupSum(GradientSum sum, TaskTimes times, BroadcastBlockId place) {
        this.sum = sum;
        this.times = times;
        this.place = place;
    }

    GradientSum sum() {
        return sum;
    }

    TaskTimes times() {
        return times;
    }

    /** How long it took to read it, where it arrived. */
    long readNanos() {
        return readNanos;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        times.write(out);
        out.writeBoolean(place != null);
        if (place == null) {
            sum.writeExternal(out);
        } else {
            BlocksHere.put(place, sum);
            out.writeLong(place.broadcastId());
            out.writeUTF(place.field());
        }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        long start = System.nanoTime();
        times = TaskTimes.read(in);
        if (!in.readBoolean()) {
            sum.readExternal(in);
        } else {
            place = new BroadcastBlockId(in.readLong(), in.readUTF());
            sum = BlocksHere.read(place, GradientSum.class);
            BlocksHere.remove(place);
        }
        readNanos = System.nanoTime() - start;
    }
}
