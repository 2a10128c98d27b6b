package io.kindling.driver.spark.engine;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.BroadcastBlockId;

/** A round's parameters, on their way to its tasks. */
interface SentParameters extends Serializable {
    /** The numbers, for a task; not to be changed. */
    float[] values();

    /** The driver says so when the round is over. */
    void destroy();

    /** To executors elsewhere: Spark's broadcast. */
    record Broadcasted(Broadcast<FloatArray> broadcast) implements SentParameters {
        static Broadcasted of(JavaSparkContext spark, float[] parameters) {
            return new Broadcasted(spark.broadcast(new FloatArray(parameters)));
        }

        @Override
        public float[] values() {
            return broadcast.value().values();
        }

        @Override
        public void destroy() {
            broadcast.destroy();
        }
    }

    /** To tasks in the driver's own JVM: the driver's array itself, which a broadcast would write out as well. */
    record Here(BroadcastBlockId block) implements SentParameters {
        static Here of(BroadcastBlockId block, float[] parameters) {
            BlocksHere.put(block, new FloatArray(parameters));
            return new Here(block);
        }

        @Override
        public float[] values() {
            return BlocksHere.read(block, FloatArray.class).values();
        }

        @Override
        public void destroy() {
            BlocksHere.remove(block);
        }
    }
}
