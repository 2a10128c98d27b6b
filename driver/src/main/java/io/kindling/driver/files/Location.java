package io.kindling.driver.files;

import io.kindling.driver.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A file or directory on any file system that Hadoop knows: of this machine where the text has no scheme, else of the one
 * that it names ({@code hdfs://…}, {@code s3a://…}). The driver's one way to files of a run. Beside files of this machine
 * no {@code .crc} files are left. Immutable.
 *
 * <p>What a name stands for is replaced by writing aside and renaming. Where renaming is one act (this machine's disk,
 * HDFS) nobody ever sees half of it; on a store that renames by copying, whoever must know that all is there has to check
 * it, as checkpoints do.
 */
public final class Location {
    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);
    private static final String HADOOP_SETTING = "spark.hadoop.";
    private static final String ASIDE = ".tmp";

    private final FileSystem fileSystem;
    private final Path path;
    private final String text;

    private Location(FileSystem fileSystem, Path path, String text) {
        this.fileSystem = fileSystem;
        this.path = path;
        this.text = text;
    }

    /** A path of this machine. */
    public static Location of(java.nio.file.Path path) {
        return onThisMachine(path, path.toString());
    }

    /** Whether a text names the same file or directory wherever it is read: a URL, or a path that begins at the root. */
    public static boolean isFromRoot(String text) {
        return WITH_SCHEME.matcher(text).matches()
                || java.nio.file.Path.of(text).isAbsolute();
    }

    /**
     * What a text names.
     *
     * @throws UserException if there is no such file system, or it cannot be reached
     */
    public static Location of(String text) {
        return of(text, Map.of());
    }

    /**
     * What a text names.
     *
     * @param sparkSettings of which those that begin with {@code spark.hadoop.} are given to the file system, as the
     *     system properties of that beginning are
     * @throws UserException if there is no such file system, or it cannot be reached
     */
    public static Location of(String text, Map<String, String> sparkSettings) {
        if (!WITH_SCHEME.matcher(text).matches()) {
            return of(java.nio.file.Path.of(text));
        }
        try {
            return ofUri(text, sparkSettings);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    text + " cannot be used (" + e.getMessage()
                            + "); give a path, or a URL of a file system that Hadoop knows here",
                    e);
        }
    }

    private static Location ofUri(String text, Map<String, String> sparkSettings) throws IOException {
        Path path = new Path(text);
        if ("file".equals(path.toUri().getScheme())) {
            return onThisMachine(java.nio.file.Path.of(path.toUri().getPath()), text);
        }
        Configuration settings = new Configuration();
        System.getProperties().forEach((name, value) -> hadoopSetting(settings, (String) name, value));
        sparkSettings.forEach((name, value) -> hadoopSetting(settings, name, value));
        return new Location(path.getFileSystem(settings), path, text);
    }

    private static void hadoopSetting(Configuration settings, String name, Object value) {
        if (name.startsWith(HADOOP_SETTING)) {
            settings.set(name.substring(HADOOP_SETTING.length()), value.toString());
        }
    }

    private static Location onThisMachine(java.nio.file.Path path, String text) {
        RawLocalFileSystem disk = new RawLocalFileSystem();
        try {
            disk.initialize(URI.create("file:///"), new Configuration(false));
        } catch (IOException e) {
            throw new IllegalStateException("This machine's own file system cannot be used", e);
        }
        return new Location(disk, new Path("file", null, path.toAbsolutePath().toString()), text);
    }

    /** What lies in this directory under a name. */
    public Location resolve(String name) {
        return new Location(fileSystem, new Path(path, new Path(null, null, name)), text + "/" + name);
    }

    /** What lies beside this. */
    public Location sibling(String name) {
        int cut = text.lastIndexOf('/') + 1;
        return new Location(
                fileSystem, new Path(path.getParent(), new Path(null, null, name)), text.substring(0, cut) + name);
    }

    /** The last part of the path. */
    public String name() {
        return path.getName();
    }

    /** As Spark takes it: always with a scheme, blanks and the like as they are. */
    public String uri() {
        return path.toString();
    }

    /** As a path of this machine, where it is on its disk. */
    Optional<java.nio.file.Path> onDisk() {
        return fileSystem instanceof RawLocalFileSystem
                ? Optional.of(java.nio.file.Path.of(path.toUri().getPath()))
                : Optional.empty();
    }

    public boolean exists() throws IOException {
        return fileSystem.exists(path);
    }

    public boolean isDirectory() throws IOException {
        return exists() && fileSystem.getFileStatus(path).isDirectory();
    }

    /** The bytes of a file. */
    public long length() throws IOException {
        return fileSystem.getFileStatus(path).getLen();
    }

    /** The names of what lies in this directory, sorted; none if it is not there. */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus status : fileSystem.listStatus(path)) {
                names.add(status.getPath().getName());
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** Makes the directory and those above it, as far as they are not there. */
    public void createDirectories() throws IOException {
        if (!fileSystem.mkdirs(path)) {
            throw new IOException("the directory " + text + " cannot be made");
        }
    }

    /** All of a file. */
    public byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** Opens a file for reading. */
    public InputStream open() throws IOException {
        return new OpenedStream(fileSystem.open(path));
    }

    /** Opens a file for writing; what it held before is gone. Flushing makes what was written be seen where that can be. */
    public OutputStream create() throws IOException {
        return new FlushedStream(fileSystem.create(path, true));
    }

    /** Writes a file aside and then puts it in its place, so that nobody sees half of it. */
    public void write(byte[] content) throws IOException {
        Location aside = sibling(name() + ASIDE);
        try (OutputStream out = aside.create()) {
            out.write(content);
        }
        aside.moveTo(this);
    }

    /** As the other, for a text in UTF-8. */
    public void write(String content) throws IOException {
        write(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives this file or directory another place on the same file system; a file or directory that was there is replaced. */
    public void moveTo(Location target) throws IOException {
        boolean file = !isDirectory();
        if (!(file && fileSystem instanceof RawLocalFileSystem)) {
            // A rename replaces files on this machine's disk, and nothing elsewhere.
            target.delete();
        }
        if (!fileSystem.rename(path, target.path)) {
            throw new IOException(text + " cannot be renamed to " + target);
        }
    }

    /** Removes a file, or a directory with all that is in it; does nothing if it is not there. */
    public void delete() throws IOException {
        fileSystem.delete(path, true);
        if (exists()) {
            throw new IOException(text + " cannot be removed");
        }
    }

    /** Removes a directory in which there is nothing. */
    public void deleteIfEmpty() throws IOException {
        if (names().isEmpty()) {
            fileSystem.delete(path, false);
        }
    }

    /** As people gave it, and so it stands in messages. */
    @Override
    public String toString() {
        return text;
    }
}
