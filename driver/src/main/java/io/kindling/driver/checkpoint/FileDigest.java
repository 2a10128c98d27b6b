package io.kindling.driver.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes bytes on to a file, and counts and digests them on the way. */
final class FileDigest extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = sha256();
    private long bytes;

    FileDigest(OutputStream out) {
        this.out = out;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int from, int count) throws IOException {
        out.write(block, from, count);
        digest.update(block, from, count);
        bytes += count;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** What went through; only once. */
    Manifest.Entry entry() {
        return new Manifest.Entry(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
