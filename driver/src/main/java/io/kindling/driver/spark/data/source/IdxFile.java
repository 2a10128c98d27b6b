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
        try (DataInputStream in = open()) {
            return IdxHeader.read(in, path, least, most);
        } catch (FileNotFoundException e) {
            throw new UserException(
                    path + " does not exist." + (StartFolder.isOnCluster() ? " " + StartFolder.hint() : ""), e);
        } catch (IOException e) {
            throw new UserException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A stream that stands at an item. */
    DataInputStream openAt(IdxHeader header, long item) throws IOException {
        DataInputStream in = open();
        try {
            in.skipNBytes(header.position(item));
            return in;
        } catch (EOFException e) {
            in.close();
            throw truncated(header, e);
        }
    }

    /** An item's bytes. */
    byte[] read(DataInputStream in, IdxHeader header) throws IOException {
        byte[] item = new byte[header.itemBytes()];
        try {
            in.readFully(item);
        } catch (EOFException e) {
            throw truncated(header, e);
        }
        return item;
    }

    private DataInputStream open() throws IOException {
        InputStream raw =
                new BufferedInputStream(location.getFileSystem(conf.value()).open(location), 1 << 16);
        raw.mark(2);
        boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return new DataInputStream(gzipped ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16)) : raw);
    }

    private UserException truncated(IdxHeader header, EOFException cause) {
        return new UserException(
                path + " ends early: its head promises " + header.count() + " items of " + header.itemBytes()
                        + " bytes. Fetch it again.",
                cause);
    }
}
