package io.kindling.driver.spark.data.source;

import io.kindling.driver.UserException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;

/**
 * The head of an idx file: two zero bytes, the type of the numbers (8 for unsigned bytes), how many dimensions, then each
 * dimension as a big-endian int. The first dimension counts the items. (LeCun, Cortes, Burges: The MNIST database.)
 *
 * @param count items in the file
 * @param itemBytes bytes of an item: the product of the other dimensions
 * @param length bytes of the head itself
 */
record IdxHeader(int count, int itemBytes, int length) implements Serializable {
    private static final int UNSIGNED_BYTE = 8;

    /** Bytes of the largest picture that is believed. */
    private static final int LARGEST_ITEM = 1 << 26;

    /** A gzipped byte stands for so many at most: deflate's longest match of 258 bytes takes 2 bits, and there are heads. */
    private static final long MOST_GZIPPED = 1100;

    /**
     * Reads it.
     *
     * @param least fewest dimensions, and {@code most} most: 1 for labels, 2 to 4 for pictures
     * @throws UserException if this is no such file
     */
    static IdxHeader read(DataInputStream in, String path, int least, int most) throws IOException {
        try {
            int magic = in.readInt();
            int dimensions = magic & 0xFF;
            if (magic >>> 8 != UNSIGNED_BYTE || dimensions < least || dimensions > most) {
                throw new UserException(String.format(
                        "%s is no idx file of %s: it starts with 0x%08x, but wanted is 0x0000080%s (unsigned bytes).",
                        path, most == 1 ? "labels" : "pictures", magic, most == 1 ? "1" : "3"));
            }
            int count = in.readInt();
            StringBuilder shape = new StringBuilder();
            long itemBytes = 1;
            for (int i = 1; i < dimensions; i++) {
                int dimension = in.readInt();
                shape.append(i == 1 ? "" : " x ").append(dimension);
                itemBytes = dimension < 1 ? -1 : itemBytes * dimension;
                if (itemBytes < 1 || itemBytes > LARGEST_ITEM) {
                    throw damaged(path, count, shape.toString());
                }
            }
            if (count < 0) {
                throw damaged(path, count, String.valueOf(itemBytes));
            }
            return new IdxHeader(count, (int) itemBytes, 4 + 4 * dimensions);
        } catch (EOFException e) {
            throw new UserException(path + " ends within its first bytes; the file is empty or damaged.", e);
        }
    }

    /**
     * Nothing, if a file of this length can be as the head says.
     *
     * @param fileBytes as it lies there, gzipped or not
     */
    void demandFits(String path, long fileBytes, boolean gzipped) {
        long promised = position(count);
        if (promised > (gzipped ? fileBytes * MOST_GZIPPED : fileBytes)) {
            throw endsEarly(path);
        } else if (!gzipped && promised < fileBytes) {
            throw hasMore(path);
        }
    }

    UserException endsEarly(String path) {
        return new UserException(path + " ends early: its head promises " + count + " items of " + itemBytes
                + " bytes. Fetch it again.");
    }

    UserException hasMore(String path) {
        return new UserException(path + " does not end behind the " + count + " items of " + itemBytes
                + " bytes that its head promises. Fetch it again.");
    }

    private static UserException damaged(String path, int count, String shape) {
        return new UserException(path + " says that it has " + count + " items of " + shape
                + " bytes; the file is damaged. (An item can have " + LARGEST_ITEM + " bytes.)");
    }

    /** Where an item starts. */
    long position(long item) {
        return length + item * itemBytes;
    }
}
