package io.kindling.driver.spark.audit;

import io.kindling.kernels.random.Draws;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.apache.spark.unsafe.types.UTF8String;

/** Hashes of cells, the same everywhere. */
final class RowHash {
    private RowHash() {}

    static long of(UTF8String word) {
        return of(word.getBytes(), 0, word.numBytes());
    }

    /** Of some bytes from one place on. */
    static long of(byte[] bytes, int from, int length) {
        long address = (long) Platform.BYTE_ARRAY_OFFSET + from;
        long low = Murmur3_x86_32.hashUnsafeBytes2(bytes, address, length, 1);
        return Draws.mix((low << 32) ^ length);
    }

    static long of(float[] numbers, int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + Float.floatToIntBits(numbers[i]);
        }
        return Draws.mix(hash);
    }
}
