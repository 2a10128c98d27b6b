package io.kindling.driver.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSError;

/** Reads from a Hadoop file system. A disk that fails is an exception, not Hadoop's {@link FSError}. */
final class OpenedStream extends FilterInputStream {
    OpenedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (FSError e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        try {
            return in.read(bytes, from, count);
        } catch (FSError e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
