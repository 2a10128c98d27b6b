package io.kindling.driver.bench.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The same rows for everyone, of data that lie in the repository.
 *
 * @param x features: [rows][features]
 * @param y class, or next ids: [rows][targets]
 */
record Rows(float[][] x, float[][] y) {
    private static final int TIME = 128;

    /** The first so many of MNIST's digits, pixels in [0, 1]. */
    static Rows digits(String part, int most) throws IOException {
        String folder = "examples/data/mnist/" + part;
        try (DataInputStream images = open(folder + "-images-idx3-ubyte.gz");
                DataInputStream labels = open(folder + "-labels-idx1-ubyte.gz")) {
            images.readInt();
            int rows = Math.min(most, images.readInt());
            byte[] pixels = new byte[images.readInt() * images.readInt()];
            labels.readLong();
            float[][] x = new float[rows][pixels.length];
            float[][] y = new float[rows][1];
            for (int i = 0; i < rows; i++) {
                images.readFully(pixels);
                for (int j = 0; j < pixels.length; j++) {
                    x[i][j] = (pixels[j] & 0xff) / 255f;
                }
                y[i][0] = labels.readUnsignedByte();
            }
            return new Rows(x, y);
        }
    }

    /** A novel's bytes in rows of 128, each with the byte that follows; what is no ASCII is 0. */
    static Rows novel(int most) throws IOException {
        byte[] text;
        try (DataInputStream in = open("examples/data/text/prideprejudice.txt.gz")) {
            text = in.readAllBytes();
        }
        int rows = Math.min(most, (text.length - 1) / TIME);
        float[][] x = new float[rows][TIME];
        float[][] y = new float[rows][TIME];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < TIME; j++) {
                x[i][j] = Math.max(0, text[i * TIME + j]);
                y[i][j] = Math.max(0, text[i * TIME + j + 1]);
            }
        }
        return new Rows(x, y);
    }

    private static DataInputStream open(String file) throws IOException {
        return new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(Path.of(file)), 1 << 16)));
    }
}
