package io.kindling.driver.files;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Writes to a Hadoop file system. A flush goes as far as readers see it, where the store can do that (HDFS; not S3, where a
 * file is there once it is closed), and a full disk is an exception, not Hadoop's {@link FSError}.
 */
final class FlushedStream extends OutputStream {
    private final FSDataOutputStream out;

    FlushedStream(FSDataOutputStream out) {
        this.out = out;
    }

    /** What may end in Hadoop's error. */
    private interface Writing {
        void run() throws IOException;
    }

    @Override
    public void write(int octet) throws IOException {
        attempt(() -> out.write(octet));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        attempt(() -> out.write(bytes, from, count));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            attempt(out::hflush);
        }
    }

    @Override
    public void close() throws IOException {
        attempt(out::close);
    }

    private static void attempt(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (FSError e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }
}
