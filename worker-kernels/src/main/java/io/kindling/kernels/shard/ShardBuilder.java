package io.kindling.kernels.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Packs rows into a shard: in arrays as long as they are few, in a file that is mapped when they get more. Takes them in the
 * order of their keys; rows of the same key are put in the order of their bytes, so that the order in which they came does
 * not show. Not thread-safe.
 */
public final class ShardBuilder implements AutoCloseable {
    private final RowFormat format;
    private final long mostInMemory;
    private final Path folder;
    private final int shift;
    private final RowDigest digest;
    private final TieBreak ties = new TieBreak(this::append);
    private ArrayRows arrays;
    private FileRows file;
    private long bytes;

    /** A builder of a shard in arrays. */
    public ShardBuilder(RowFormat format) {
        this(format, Long.MAX_VALUE, null);
    }

    /**
     * A builder of a shard in arrays or in a file.
     *
     * @param mostInMemory the most bytes that may lie in arrays; 0: all rows go to a file
     * @param folder where the file lies. It has no name there, and its space is free again when the shard is not reachable
     *     any more and collected, or the process ends
     */
    public ShardBuilder(RowFormat format, long mostInMemory, Path folder) {
        this(format, mostInMemory, folder, Mapping.SHIFT);
    }

    ShardBuilder(RowFormat format, long mostInMemory, Path folder, int shift) {
        this.format = format;
        this.mostInMemory = mostInMemory;
        this.folder = folder;
        this.shift = shift;
        this.digest = new RowDigest(format);
        if (mostInMemory > 0) {
            arrays = new ArrayRows(format);
        } else {
            file = new FileRows(format, folder, shift);
        }
    }

    /**
     * Makes room at once, where rows lie in arrays and are all of the same length, so that they need not grow.
     *
     * @param rows how many will come
     * @param packed how many bytes one has
     */
    public void expect(long rows, int packed) {
        if (file == null && rows * (Long.BYTES + packed) <= mostInMemory) {
            arrays.expect(rows);
        }
    }

    /**
     * Takes the next row.
     *
     * @param key not below the one before
     * @param row as {@link RowFormat#pack} made it; not kept
     * @throws IllegalStateException if a shard in memory outgrows an array
     * @throws UncheckedIOException if the file cannot be written
     */
    public void add(long key, byte[] row) {
        ties.add(key, row);
    }

    /** The shard. The builder is not used any more. */
    public PackedShard build() {
        ties.flush();
        return file == null ? arrays.build(digest.value()) : file.build(digest.value());
    }

    private void append(long key, byte[] row) {
        digest.add(key, row);
        bytes += Long.BYTES + row.length;
        if (file == null && bytes > mostInMemory) {
            file = new FileRows(format, folder, shift);
            arrays.moveTo(file);
            arrays = null;
        }
        if (file == null) {
            arrays.append(key, row);
        } else {
            file.append(key, row);
        }
    }

    /** Lets go of what is open; the shard that was built stays as it is. */
    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
