package io.kindling.kernels.shard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file without a name: on Linux and macOS Java takes it out of its folder as soon as it is open. So nothing is left of it when
 * the process ends, even by SIGKILL, and nobody can take a half-written one for whole. It is there until it is closed and
 * no mapping of it is left.
 */
final class AnonymousFile implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private long length;

    AnonymousFile(Path folder) throws IOException {
        channel = FileChannel.open(
                folder.resolve("kindling-" + UUID.randomUUID() + ".rows"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Bytes so far. */
    long length() {
        return length;
    }

    /** Appends the first {@code count} bytes. */
    void append(byte[] bytes, int count) throws IOException {
        for (int from = 0; from < count; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(count - from, buffer.remaining());
            buffer.put(bytes, from, part);
            from += part;
        }
        length += count;
    }

    Mapping map(long longest, int shift) throws IOException {
        flush();
        if (channel.size() != length) {
            throw new IOException(channel.size() + " bytes are there of " + length + " that were written");
        }
        return new Mapping(channel, longest, shift);
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
