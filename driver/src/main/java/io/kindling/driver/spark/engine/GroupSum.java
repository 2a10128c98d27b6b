package io.kindling.driver.spark.engine;

import io.kindling.kernels.sum.GradientSum;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** The sum over a group of shards, and what its task measured. */
public final class GroupSum implements Externalizable {
    private static final long serialVersionUID = 1;

    private GradientSum sum;
    private TaskTimes times;
    private transient long readNanos;

    /** For deserialisation. */
    public GroupSum() {
        this(new GradientSum(), new TaskTimes("", 0, 0, 0, 0));
    }

    GroupSum(GradientSum sum, TaskTimes times) {
        this.sum = sum;
        this.times = times;
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
        sum.writeExternal(out);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        long start = System.nanoTime();
        times = TaskTimes.read(in);
        sum.readExternal(in);
        readNanos = System.nanoTime() - start;
    }
}
