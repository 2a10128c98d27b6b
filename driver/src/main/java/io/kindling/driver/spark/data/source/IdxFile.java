package io.kindling.driver.spark.data.source;

import io.kindling.driver.StartFolder;
import io.kindling.driver.UserException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * An idx file on any of Hadoop's file systems, gzipped or not; which, its first bytes tell.
 *
 * @param path its path, as messages name it
 * @param location the same, whatever folder a process works in
 * @param conf Hadoop's settings
 * @param least fewest dimensions
 * @param most most dimensions
 */
record IdxFile(String path, Path location, SerializableConfiguration conf, int least, int most)
        implements Serializable {
    /** A file seen from the folder that this process, the driver, works in. */
    static IdxFile of(String path, SerializableConfiguration conf, int least, int most) {
        Path file = new Path(path);
        try {
            return new IdxFile(path, file.getFileSystem(conf.value()).makeQualified(file), conf, least, most);
        } catch (IOException e) {
            throw new UserException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    IdxHeader header() {
        try (InputStream raw = raw()) {
            boolean gzipped = isGzipped(raw);
            IdxHeader header = IdxHeader.read(numbers(raw, gzipped), path, least, most);
            header.demandFits(path, files().getFileStatus(location).getLen(), gzipped);
            return header;
        } catch (FileNotFoundException e) {
            throw new UserException(
                    path + " does not exist." + (StartFolder.isOnCluster() ? " " + StartFolder.hint() : ""), e);
        } catch (IOException e) {
            throw new UserException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A stream that stands at an item. */
    DataInputStream openAt(IdxHeader header, long item) throws IOException {
        InputStream raw = raw();
        try {
            DataInputStream in = numbers(raw, isGzipped(raw));
            in.skipNBytes(header.position(item));
            return in;
        } catch (EOFException e) {
            raw.close();
            throw header.endsEarly(path);
        } catch (IOException e) {
            raw.close();
            throw new UserException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * An item's bytes.
     *
     * @param last whether nothing may be behind it
     */
    byte[] read(DataInputStream in, IdxHeader header, boolean last) {
        byte[] item = new byte[header.itemBytes()];
        try {
            in.readFully(item);
            if (last && in.read() >= 0) {
                throw header.hasMore(path);
            }
        } catch (EOFException e) {
            throw header.endsEarly(path);
        } catch (IOException e) {
            throw new UserException(path + " cannot be read: " + e.getMessage(), e);
        }
        return item;
    }

    private FileSystem files() throws IOException {
        return location.getFileSystem(conf.value());
    }

    private InputStream raw() throws IOException {
        return new BufferedInputStream(files().open(location), 1 << 16);
    }

    private static boolean isGzipped(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzipped;
    }

    private static DataInputStream numbers(InputStream raw, boolean gzipped) throws IOException {
        return new DataInputStream(gzipped ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16)) : raw);
    }
}
