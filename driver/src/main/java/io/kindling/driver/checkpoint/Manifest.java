package io.kindling.driver.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.files.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code manifest.json}: the files of a checkpoint with their lengths and SHA-256, written last. A directory is a checkpoint if
 * all that its manifest names is there and unchanged. The manifest itself must be, byte for byte, what would be written of what
 * it says: so a changed byte in it shows as well.
 *
 * @param files by name
 */
record Manifest(Map<String, Entry> files) {
    static final String FILE = "manifest.json";

    private static final String FORMAT = "kindling-checkpoint";
    private static final int LARGEST = 1 << 20;
    private static final int BLOCK = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file's length and SHA-256. */
    record Entry(long bytes, String sha256) {}

    Manifest {
        files = new TreeMap<>(files);
    }

    /** The file's content. */
    byte[] bytes() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ObjectNode all = root.putObject("files");
        files.forEach(
                (name, file) -> all.putObject(name).put("bytes", file.bytes).put("sha256", file.sha256));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads the manifest of a directory, and all files that it names.
     *
     * @throws DamagedCheckpointException if one of them is not as it was written
     */
    static Manifest verified(Location directory) throws IOException {
        Manifest manifest = read(directory.resolve(FILE));
        for (Map.Entry<String, Entry> file : manifest.files.entrySet()) {
            demand(directory.resolve(file.getKey()), file.getKey(), file.getValue());
        }
        return manifest;
    }

    private static Manifest read(Location file) throws IOException {
        try {
            if (file.length() > LARGEST) {
                throw new DamagedCheckpointException(FILE + " is too large");
            }
            byte[] content = file.bytes();
            Map<String, Entry> files = new TreeMap<>();
            JsonNode root = JSON.readTree(content);
            root.path("files")
                    .properties()
                    .forEach(entry -> files.put(
                            entry.getKey(),
                            new Entry(
                                    entry.getValue().path("bytes").asLong(),
                                    entry.getValue().path("sha256").asText())));
            Manifest manifest = new Manifest(files);
            if (!Arrays.equals(manifest.bytes(), content)
                    || files.keySet().stream().anyMatch(Manifest::leadsAway)) {
                throw new DamagedCheckpointException(FILE + " is not as it was written");
            }
            return manifest;
        } catch (FileNotFoundException e) {
            throw new DamagedCheckpointException(FILE + " is not there; it was not written to its end");
        } catch (JsonProcessingException e) {
            throw new DamagedCheckpointException(FILE + " is not JSON");
        }
    }

    /** No name is a path. */
    private static boolean leadsAway(String name) {
        return name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\");
    }

    private static void demand(Location file, String name, Entry wanted) throws IOException {
        MessageDigest digest = FileDigest.sha256();
        try (InputStream in = file.open()) {
            long length = file.length();
            if (length != wanted.bytes) {
                throw new DamagedCheckpointException(name + " has " + length + " bytes instead of " + wanted.bytes);
            }
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        } catch (FileNotFoundException e) {
            throw new DamagedCheckpointException(name + " is not there");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(wanted.sha256)) {
            throw new DamagedCheckpointException(name + " does not have the SHA-256 that " + FILE + " names");
        }
    }
}
