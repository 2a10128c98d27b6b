package io.kindling.driver.tracking.tensorboard;

import io.kindling.driver.files.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A file of events that TensorBoard follows while it grows, in the TFRecord format: of each record the length (8 bytes, little
 * end first), its checksum (4), the record, its checksum (4). A record that is cut off is not taken by readers, who come back
 * for it. The checksum is the CRC-32C, turned and shifted as TensorFlow's {@code core/lib/hash/crc32c.h} has it.
 *
 * <p>What is added is kept until {@link #flush}, and then written in one piece.
 */
final class EventFile implements AutoCloseable {
    /** TensorBoard reads the files whose names hold this, in the order of their names. */
    static final String PREFIX = "events.out.tfevents.";

    private static final int MASK = 0xa282ead8;

    private final OutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /**
     * Begins a file behind those that are in the folder.
     *
     * @param seconds since 1970; the name holds them
     */
    EventFile(Location directory, long seconds) throws IOException {
        directory.createDirectories();
        out = directory.resolve(name(seconds, directory.names())).create();
    }

    /** A name that sorts behind all others, even if the clock was put back. */
    private static String name(long seconds, List<String> others) {
        long next = seconds;
        for (String other : others) {
            if (other.matches("\\Q" + PREFIX + "\\E\\d{10}\\..*")) {
                next = Math.max(next, 1 + Long.parseLong(other.substring(PREFIX.length(), PREFIX.length() + 10)));
            }
        }
        return String.format(Locale.ROOT, "%s%010d.kindling", PREFIX, next);
    }

    void add(byte[] event) {
        byte[] length = little(Long.BYTES).putLong(event.length).array();
        pending.writeBytes(length);
        pending.writeBytes(checksum(length));
        pending.writeBytes(event);
        pending.writeBytes(checksum(event));
    }

    /** Writes what was added, so far that readers see it where the store can do that. */
    void flush() throws IOException {
        pending.writeTo(out);
        pending.reset();
        out.flush();
    }

    /** Writes what was added, and closes the file. */
    @Override
    public void close() throws IOException {
        try (out) {
            pending.writeTo(out);
            pending.reset();
        }
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return little(Integer.BYTES)
                .putInt(Integer.rotateRight((int) crc.getValue(), 15) + MASK)
                .array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
