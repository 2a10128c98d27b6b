package io.kindling.driver.spark.engine;

import io.kindling.kernels.sum.FloatTransfer;
import io.kindling.kernels.sum.GradientSum;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a group's gradient on its way to where that piece is added up over all groups. The last piece brings with it what
 * is not gradient.
 */
public final class GradientChunk implements Externalizable {
    private static final long serialVersionUID = 1;

    private int group;
    private float[] values;
    private int start;
    private int count;
    private boolean packed;
    private long bytesMoved;
    private long addingNanos;
    private GradientSum rest;
    private List<TaskTimes> tasks;

    /** For deserialisation. */
    public GradientChunk() {
        this(0, new float[0], 0, 0, false, null, List.of());
    }

    /**
     * A piece of an array, which is not copied.
     *
     * @param packed whether it is to travel in as few bytes as it can
     * @param rest loss, weights and tally; null unless this is the last piece
     * @param tasks what the tasks behind it measured
     */
    GradientChunk(
            int group, float[] values, int start, int count, boolean packed, GradientSum rest, List<TaskTimes> tasks) {
        this.group = group;
        this.values = values;
        this.start = start;
        this.count = count;
        this.packed = packed;
        this.rest = rest;
        this.tasks = tasks;
    }

    int group() {
        return group;
    }

    /** How many bytes the numbers here have taken on their ways between JVMs. */
    long bytesMoved() {
        return bytesMoved;
    }

    /** Says how long it took to gather and add it up. */
    void setAddingNanos(long nanos) {
        addingNanos = nanos;
    }

    /** How long it took to gather and add it up; 0 before it is. */
    long addingNanos() {
        return addingNanos;
    }

    GradientSum rest() {
        return rest;
    }

    List<TaskTimes> tasks() {
        return tasks;
    }

    /** Copies the numbers to their place in the whole gradient. */
    void copyInto(float[] gradient, int offset) {
        System.arraycopy(values, start, gradient, offset, count);
    }

    /** <em>Adds</em> the same piece of another group. */
    GradientChunk merge(GradientChunk other) {
        for (int i = 0; i < count; i++) {
            values[start + i] += other.values[other.start + i];
        }
        bytesMoved += other.bytesMoved;
        if (rest != null) {
            rest.merge(other.rest);
            List<TaskTimes> both = new ArrayList<>(tasks);
            both.addAll(other.tasks);
            tasks = both;
        }
        return this;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeInt(group);
        out.writeBoolean(packed);
        out.writeLong(bytesMoved + FloatTransfer.bytes(values, start, count, packed));
        if (packed) {
            FloatTransfer.writePacked(out, values, start, count);
        } else {
            FloatTransfer.write(out, values, start, count);
        }
        out.writeLong(addingNanos);
        out.writeBoolean(rest != null);
        if (rest != null) {
            rest.writeExternal(out);
            out.writeInt(tasks.size());
            for (TaskTimes task : tasks) {
                task.write(out);
            }
        }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        group = in.readInt();
        packed = in.readBoolean();
        bytesMoved = in.readLong();
        values = FloatTransfer.read(in);
        addingNanos = in.readLong();
        start = 0;
        count = values.length;
        if (in.readBoolean()) {
            rest = new GradientSum();
            rest.readExternal(in);
            tasks = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                tasks.add(TaskTimes.read(in));
            }
        }
    }
}
