package io.kindling.driver.spark.engine;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/**
 * What a task measured, in nanoseconds by its executor's clock, which compares with no other's.
 *
 * @param executor its name
 * @param begun when the task's function began
 * @param fetched when parameters and job were there
 * @param computed when the sum was there
 * @param ended when it had been handed on
 */
record TaskTimes(String executor, long begun, long fetched, long computed, long ended) {
    /** The same, with this as its end. */
    TaskTimes endingNow() {
        return new TaskTimes(executor, begun, fetched, computed, System.nanoTime());
    }

    void write(ObjectOutput out) throws IOException {
        out.writeUTF(executor);
        out.writeLong(begun);
        out.writeLong(fetched);
        out.writeLong(computed);
        out.writeLong(ended);
    }

    static TaskTimes read(ObjectInput in) throws IOException {
        return new TaskTimes(in.readUTF(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
