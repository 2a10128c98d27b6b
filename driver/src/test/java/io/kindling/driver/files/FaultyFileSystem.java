package io.kindling.driver.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A store that is not this machine's disk: {@code faulty:/some/where} lies at {@code /some/where}. Like many, it replaces nothing
 * by a rename. While the file that the setting {@code fs.faulty.full} names is there, every write fails.
 */
public final class FaultyFileSystem extends FilterFileSystem {
    private String scheme = "faulty";

    public FaultyFileSystem() {
        super(new RawLocalFileSystem());
    }

    @Override
    public void initialize(URI name, Configuration settings) throws IOException {
        super.initialize(name, settings);
        scheme = name.getScheme();
    }

    @Override
    public URI getUri() {
        return URI.create(scheme + ":///");
    }

    @Override
    protected void checkPath(Path path) {}

    private static Path local(Path path) {
        return new Path("file", null, path.toUri().getPath());
    }

    private boolean isFull() {
        String marker = getConf().get("fs.faulty.full", "");
        return !marker.isEmpty() && new java.io.File(marker).exists();
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return !exists(to) && super.rename(local(from), local(to));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        FSDataOutputStream out = fs.create(local(path), overwrite, bufferSize, replication, blockSize, progress);
        return new FSDataOutputStream(
                new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] bytes, int offset, int count) throws IOException {
                        if (isFull()) {
                            throw new IOException("No space left on device");
                        }
                        out.write(bytes, offset, count);
                    }
                },
                null);
    }

    @Override
    public org.apache.hadoop.fs.FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return super.open(local(path), bufferSize);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return super.delete(local(path), recursive);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        FileStatus[] found = super.listStatus(local(path));
        for (FileStatus status : found) {
            status.setPath(new Path(scheme, null, status.getPath().toUri().getPath()));
        }
        return found;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus status = super.getFileStatus(local(path));
        status.setPath(new Path(scheme, null, status.getPath().toUri().getPath()));
        return status;
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return super.mkdirs(local(path));
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        return fs.mkdirs(local(path));
    }
}
