package io.kindling.driver.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.driver.spark.SparkExtension;
import io.kindling.kernels.sum.GradientSum;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.util.Left;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class BlocksHereTest {
    private final BroadcastBlockId block = new BroadcastBlockId(1L << 40, "test");

    @Test
    void whatIsReadIsTheObjectThatWasPut(SparkSession session) {
        FloatArray value = new FloatArray(new float[] {1, 2, 3});
        BlocksHere.put(block, value);
        assertThat(BlocksHere.read(block, FloatArray.class)).isSameAs(value);
        assertThat(BlocksHere.read(block, FloatArray.class)).isSameAs(value);
        BlocksHere.remove(block);
        assertThatThrownBy(() -> BlocksHere.read(block, FloatArray.class)).hasMessageContaining("has lost " + block);
    }

    @Test
    void whatSparkHasMovedToItsDiskComesBackBitByBit(SparkSession session) {
        GradientSum sum = new GradientSum(5);
        for (int i = 0; i < 5; i++) {
            sum.gradient()[i] = 1f / (i + 3);
        }
        sum.addLoss(0.1, 3);
        BlocksHere.put(block, sum);
        moveToDisk(sum);
        GradientSum read = BlocksHere.read(block, GradientSum.class);
        assertThat(read).isNotSameAs(sum);
        assertThat(read.gradient()).containsExactly(sum.gradient());
        assertThat(read.loss()).isEqualTo(sum.loss());
        BlocksHere.remove(block);
    }

    /** As Spark does itself where memory is short. */
    private void moveToDisk(Object value) {
        BlockManager store = SparkEnv.get().blockManager();
        ClassTag<Object> any = ClassTag$.MODULE$.apply(Object.class);
        store.blockInfoManager().lockForWriting(block, true);
        StorageLevel left = store.dropFromMemory(block, () -> new Left<>(new Object[] {value}), any);
        store.releaseLock(block, Option.empty());
        assertThat(left.useDisk()).isTrue();
        assertThat(left.useMemory()).isFalse();
    }
}
