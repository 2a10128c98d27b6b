package io.kindling.driver.spark.engine;

import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.StorageLevel;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Hands objects on within one JVM, through Spark's block store: by reference, unless memory is so short that Spark has
 * moved them to its disk meanwhile. What is left behind goes with the broadcast that the block is named after.
 */
final class BlocksHere {
    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

    private BlocksHere() {}

    static void put(BlockId block, Object value) {
        if (!SparkEnv.get().blockManager().putSingle(block, value, StorageLevel.MEMORY_AND_DISK(), false, ANY)) {
            throw new IllegalStateException("Spark's block store has no room for " + block + ", neither in memory nor"
                    + " on the disk of spark.local.dir");
        }
    }

    /** What was put; it stays there. */
    static <T> T read(BlockId block, Class<T> type) {
        scala.Option<BlockResult> found = SparkEnv.get().blockManager().getLocalValues(block);
        if (found.isEmpty()) {
            throw new IllegalStateException("Spark's block store has lost " + block);
        }
        Iterator<Object> values = found.get().data();
        T value = type.cast(values.next());
        while (values.hasNext()) { // at its end Spark lets go of the block
            values.next();
        }
        return value;
    }

    static void remove(BlockId block) {
        SparkEnv.get().blockManager().removeBlock(block, false);
    }
}
