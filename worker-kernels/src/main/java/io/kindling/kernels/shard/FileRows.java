package io.kindling.kernels.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Rows written to a file one after the other, to be mapped when all are there. */
final class FileRows implements Closeable {
    private final RowFormat format;
    private final Path folder;
    private final int shift;
    private final AnonymousFile records;
    private final AnonymousFile starts;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] padding = new byte[Long.BYTES];
    private int rows;
    private int longest;
    private boolean missing;

    /**
     * An empty file.
     *
     * @param folder where it lies
     * @param shift of the {@link Mapping}
     */
    FileRows(RowFormat format, Path folder, int shift) {
        this.format = format;
        this.folder = folder;
        this.shift = shift;
        try {
            this.records = new AnonymousFile(folder);
            this.starts = MappedRows.fixed(format) ? null : new AnonymousFile(folder);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void append(long key, byte[] row) {
        int length = MappedRows.recordBytes(row.length);
        try {
            if (starts != null) {
                starts.append(number.putLong(0, records.length()).array(), Long.BYTES);
            }
            records.append(number.putLong(0, key).array(), Long.BYTES);
            records.append(row, row.length);
            records.append(padding, length - Long.BYTES - row.length);
        } catch (IOException e) {
            throw failed(e);
        }
        longest = Math.max(longest, length);
        missing |= anyNaN(row);
        rows = Math.incrementExact(rows);
    }

    /** Maps what was written; nothing can be appended any more. */
    MappedShard build(long digest) {
        try {
            Mapping mappedStarts = starts == null ? null : starts.map(Long.BYTES, Mapping.SHIFT);
            Mapping mapped = records.map(longest, shift);
            return new MappedShard(new MappedRows(format, rows, mapped, mappedStarts, longest, missing), digest);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Lets go of the file, which goes on to be there while it is mapped. */
    @Override
    public void close() throws IOException {
        records.close();
        if (starts != null) {
            starts.close();
        }
    }

    private boolean anyNaN(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int from = format.head();
        switch (format.storage()) {
            case FLOAT -> {}
            case SPARSE -> from += Integer.BYTES * (1 + row.getInt(from));
            default -> from = bytes.length;
        }
        for (int at = from; at < bytes.length; at += Float.BYTES) {
            if (Float.isNaN(row.getFloat(at))) {
                return true;
            }
        }
        return false;
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "A shard that is too large for memory cannot be written to a file in " + folder + " after " + rows
                        + " rows (" + e.getMessage()
                        + "). Make room there, name a folder on a larger disk as spark.local.dir, or give the"
                        + " executors more memory.",
                e);
    }
}
